-- A row whose expression overflows is in the ledger, the others are not touched.
CREATE TABLE readings (
  pump STRING, n BIGINT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'key.fields' = 'pump');

INSERT INTO readings VALUES
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 9223372036854775807, TIMESTAMP '2026-05-01 10:00:02'),
  ('p2', 3, TIMESTAMP '2026-05-01 10:00:03');

SELECT pump, n + 1 AS next_n FROM readings;

-- expect
-- | p1 | 2 |
-- | p2 | 4 |

-- expect ledger
-- | OVERFLOW | readings | p1 |
