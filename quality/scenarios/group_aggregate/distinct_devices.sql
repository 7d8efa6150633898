-- SELECT DISTINCT with a time to live says every device once.
CREATE TABLE readings (
  device STRING, site STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'state.ttl' = '7 d');

INSERT INTO readings VALUES
  ('d1', 's1', TIMESTAMP '2026-05-01 10:00:00'),
  ('d1', 's1', TIMESTAMP '2026-05-01 10:00:01'),
  ('d1', NULL, TIMESTAMP '2026-05-01 10:00:02'),
  (NULL, NULL, TIMESTAMP '2026-05-01 10:00:02'),
  ('d1', NULL, TIMESTAMP '2026-05-01 10:00:03');

SELECT DISTINCT device, site FROM readings;

-- kinds
-- | +I | d1 | s1 |
-- | +I | d1 | NULL |
-- | +I | NULL | NULL |
