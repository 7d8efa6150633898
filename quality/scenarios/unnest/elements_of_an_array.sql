-- A row for each element of an array, equal ones and NULL among them; a row without an array has none.
CREATE TABLE readings (
  pump STRING, tags ARRAY<STRING>, parts ARRAY<ROW<a INT, b STRING>>, limits MAP<STRING, DOUBLE>, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', ARRAY['a', 'b', 'a'], ARRAY[ROW(1, 'x'), ROW(2, 'y')], MAP['low', 1.0, 'high', 9.0], TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', NULL, NULL, NULL, TIMESTAMP '2026-05-01 10:00:02'),
  ('p3', ARRAY['c', NULL], ARRAY[ROW(3, NULL)], MAP['low', 2.0], TIMESTAMP '2026-05-01 10:01:02');

SELECT pump, tag FROM readings CROSS JOIN UNNEST(tags) AS t(tag);
-- expect
-- | p1 | a |
-- | p1 | b |
-- | p1 | a |
-- | p3 | c |
-- | p3 | NULL |
