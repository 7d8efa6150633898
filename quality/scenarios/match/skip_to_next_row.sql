-- AFTER MATCH SKIP TO NEXT ROW finds overlapping matches.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 90.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 91.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 92.0, TIMESTAMP '2026-05-01 10:00:02');

SELECT pump, a_c, b_c
FROM readings MATCH_RECOGNIZE (
  PARTITION BY pump ORDER BY ts
  MEASURES A.temp_c AS a_c, B.temp_c AS b_c
  ONE ROW PER MATCH AFTER MATCH SKIP TO NEXT ROW
  PATTERN (A B) WITHIN INTERVAL '1' MINUTE
  DEFINE A AS A.temp_c > 80, B AS B.temp_c > 80
) AS m;

-- expect
-- | p1 | 90.0 | 91.0 |
-- | p1 | 91.0 | 92.0 |
