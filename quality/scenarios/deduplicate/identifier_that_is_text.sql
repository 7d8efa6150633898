-- A reading identified by a text instead of a number.
CREATE TABLE readings (
  pump STRING, id STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'key.fields' = 'pump', 'dedupe.key' = 'pump;id');

INSERT INTO readings VALUES
  ('p1', 'a', TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 'b', TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 'a', TIMESTAMP '2026-05-01 10:00:01');

SELECT pump, id FROM readings;

-- expect
-- | p1 | a |
-- | p1 | b |

-- expect ledger
-- | DUPLICATE | readings | p1 |
