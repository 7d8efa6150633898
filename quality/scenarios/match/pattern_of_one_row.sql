-- A pattern of a single row is a filter with a memory of nothing.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 99.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 20.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p2', 98.0, TIMESTAMP '2026-05-01 10:00:03');

SELECT pump, top_c
FROM readings MATCH_RECOGNIZE (
  PARTITION BY pump ORDER BY ts
  MEASURES A.temp_c AS top_c
  PATTERN (A) WITHIN INTERVAL '1' MINUTE
  DEFINE A AS A.temp_c > 90
) AS m;

-- expect
-- | p1 | 99.0 |
-- | p2 | 98.0 |
