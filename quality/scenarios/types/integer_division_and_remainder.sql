-- Whole numbers divide to whole numbers, towards zero.
CREATE TABLE readings (
  a INT, b INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  (7, 2, TIMESTAMP '2026-05-01 10:00:00'),
  (-7, 2, TIMESTAMP '2026-05-01 10:00:01');

SELECT a / b AS q, a % b AS r FROM readings;

-- expect
-- | 3 | 1 |
-- | -3 | -1 |
