-- Eager: an alert is given at once and taken back when a row arrives late that breaks the pattern.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE TABLE alerts (
  pump STRING, a_c DOUBLE, b_c DOUBLE
) WITH ('connector' = 'scenario', 'emit' = 'eager');

INSERT INTO readings VALUES
  ('p1', 90.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 91.0, TIMESTAMP '2026-05-01 10:00:03');

INSERT INTO readings VALUES
  ('p1', 10.0, TIMESTAMP '2026-05-01 10:00:02');

INSERT INTO alerts
SELECT pump, a_c, b_c
FROM readings MATCH_RECOGNIZE (
  PARTITION BY pump ORDER BY ts
  MEASURES A.temp_c AS a_c, B.temp_c AS b_c
  ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B) WITHIN INTERVAL '1' MINUTE
  DEFINE A AS A.temp_c > 80, B AS B.temp_c > 80
) AS m;

-- kinds
-- | +I | p1 | 90.0 | 91.0 |
-- | -D | p1 | 90.0 | 91.0 |
