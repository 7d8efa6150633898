-- Sequence numbers may come out of order and with gaps.
CREATE TABLE readings (
  pump STRING, seq BIGINT, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'key.fields' = 'pump', 'dedupe.key' = 'pump;seq');

INSERT INTO readings VALUES
  ('p1', 5, 1.0, TIMESTAMP '2026-05-01 10:00:05'),
  ('p1', 3, 1.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 9, 1.0, TIMESTAMP '2026-05-01 10:00:09'),
  ('p1', 4, 1.0, TIMESTAMP '2026-05-01 10:00:04'),
  ('p1', 3, 1.0, TIMESTAMP '2026-05-01 10:00:03');

SELECT pump, seq FROM readings;

-- expect
-- | p1 | 3 |
-- | p1 | 4 |
-- | p1 | 5 |
-- | p1 | 9 |

-- expect ledger
-- | DUPLICATE | readings | p1 |
