-- UNNEST takes each row of a table apart; alone, with a condition in LEFT JOIN or of a value that has no elements it is refused.
CREATE TABLE readings (
  pump STRING, tags ARRAY<STRING>, parts ARRAY<ROW<a INT, b STRING>>, limits MAP<STRING, DOUBLE>, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', ARRAY['a', 'b', 'a'], ARRAY[ROW(1, 'x'), ROW(2, 'y')], MAP['low', 1.0, 'high', 9.0], TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', NULL, NULL, NULL, TIMESTAMP '2026-05-01 10:00:02'),
  ('p3', ARRAY['c', NULL], ARRAY[ROW(3, NULL)], MAP['low', 2.0], TIMESTAMP '2026-05-01 10:01:02');

-- expect error SQL-120
^SELECT x FROM UNNEST(ARRAY[1, 2]) AS t(x)^;

-- expect error SQL-120
^SELECT pump, tag FROM readings LEFT JOIN UNNEST(tags) AS t(tag) ON t.tag = 'a'^;

-- expect error SQL-106
SELECT pump, x FROM readings, LATERAL ^TABLE(REVERSE(pump))^ AS t(x);
