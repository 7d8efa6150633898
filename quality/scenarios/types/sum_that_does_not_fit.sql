-- A reading that would make a sum of whole numbers overflow is in the ledger; the sum is not wrapped around.
CREATE TABLE readings (
  pump STRING, n BIGINT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'key.fields' = 'pump');

INSERT INTO readings VALUES
  ('p1', 9223372036854775807, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:02'),
  ('p2', 1, TIMESTAMP '2026-05-01 10:00:03');

SELECT pump, SUM(n) AS total
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 9223372036854775807 |
-- | p2 | 1 |

-- expect ledger
-- | OVERFLOW | readings | p1 |
