-- LEFT JOIN keeps a row whose array is NULL, with NULL for the element.
CREATE TABLE readings (
  pump STRING, tags ARRAY<STRING>, parts ARRAY<ROW<a INT, b STRING>>, limits MAP<STRING, DOUBLE>, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', ARRAY['a', 'b', 'a'], ARRAY[ROW(1, 'x'), ROW(2, 'y')], MAP['low', 1.0, 'high', 9.0], TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', NULL, NULL, NULL, TIMESTAMP '2026-05-01 10:00:02'),
  ('p3', ARRAY['c', NULL], ARRAY[ROW(3, NULL)], MAP['low', 2.0], TIMESTAMP '2026-05-01 10:01:02');

SELECT r.pump, t.tag, t.place FROM readings AS r LEFT JOIN UNNEST(r.tags) WITH ORDINALITY AS t(tag, place) ON TRUE;
-- expect
-- | p1 | a | 1 |
-- | p1 | b | 2 |
-- | p1 | a | 3 |
-- | p2 | NULL | NULL |
-- | p3 | c | 1 |
-- | p3 | NULL | 2 |
