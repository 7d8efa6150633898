-- A reading that is delivered twice counts once; the second is in the ledger.
CREATE TABLE readings (
  pump STRING, seq BIGINT, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'key.fields' = 'pump', 'dedupe.key' = 'pump;seq');

INSERT INTO readings VALUES
  ('p1', 1, 10.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 2, 20.0, TIMESTAMP '2026-05-01 10:00:02');

INSERT INTO readings VALUES
  ('p1', 2, 20.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p2', 2, 5.0, TIMESTAMP '2026-05-01 10:00:03');

SELECT pump, SUM(temp_c) AS total
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 30.0 |
-- | p2 | 5.0 |

-- expect ledger
-- | DUPLICATE | readings | p1 |
