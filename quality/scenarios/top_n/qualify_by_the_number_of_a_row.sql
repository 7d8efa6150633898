-- QUALIFY with ROW_NUMBER is a top N by any order, with other conditions beside it.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 7.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 9.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p2', 3.0, TIMESTAMP '2026-05-01 10:00:04');

SELECT pump, temp_c FROM readings
QUALIFY ROW_NUMBER() OVER (PARTITION BY pump ORDER BY temp_c DESC) <= 2 AND temp_c > 5;
-- expect
-- | p1 | 9.0 |
-- | p1 | 7.0 |

SELECT pump, temp_c FROM readings QUALIFY ROW_NUMBER() OVER (PARTITION BY pump ORDER BY ts DESC) = 1;
-- expect
-- | p1 | 1.0 |
-- | p2 | 3.0 |

SELECT pump, temp_c FROM readings QUALIFY LAG(temp_c) OVER (PARTITION BY pump ORDER BY ts) < temp_c;
-- expect
-- | p1 | 9.0 |
