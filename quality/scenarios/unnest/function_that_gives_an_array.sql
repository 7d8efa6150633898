-- LATERAL TABLE of any function that gives an array, with the row's columns in its arguments.
CREATE TABLE readings (
  pump STRING, tags ARRAY<STRING>, parts ARRAY<ROW<a INT, b STRING>>, limits MAP<STRING, DOUBLE>, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', ARRAY['a', 'b', 'a'], ARRAY[ROW(1, 'x'), ROW(2, 'y')], MAP['low', 1.0, 'high', 9.0], TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', NULL, NULL, NULL, TIMESTAMP '2026-05-01 10:00:02'),
  ('p3', ARRAY['c', NULL], ARRAY[ROW(3, NULL)], MAP['low', 2.0], TIMESTAMP '2026-05-01 10:01:02');

SELECT pump, part FROM readings, LATERAL TABLE(SPLIT(pump || ',z', ',')) AS t(part) WHERE tags IS NULL;
-- expect
-- | p2 | p2 |
-- | p2 | z |

SELECT pump, half FROM readings CROSS JOIN UNNEST(ARRAY[1, 2]) AS t(half) WHERE pump = 'p1';
-- expect
-- | p1 | 1 |
-- | p1 | 2 |
