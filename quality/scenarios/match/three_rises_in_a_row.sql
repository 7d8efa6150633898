-- At least three rises in a row and then a fall, with a quantifier and PREV.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 6.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 7.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 8.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 9.0, TIMESTAMP '2026-05-01 10:00:04'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:05'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:06'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:00:07'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:08');

SELECT pump, first_c, last_c, n
FROM readings MATCH_RECOGNIZE (
  PARTITION BY pump ORDER BY ts
  MEASURES FIRST(UP.temp_c) AS first_c, LAST(UP.temp_c) AS last_c, COUNT(*) AS n
  ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A UP{3,} DOWN) WITHIN INTERVAL '10' MINUTE
  DEFINE UP AS UP.temp_c > PREV(UP.temp_c), DOWN AS DOWN.temp_c <= PREV(DOWN.temp_c)
) AS m;

-- expect
-- | p1 | 6.0 | 9.0 | 6 |
