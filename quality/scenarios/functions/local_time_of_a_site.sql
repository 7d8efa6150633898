-- Hour of day at the site, over the change to summer time; a zone that does not exist goes to the ledger.
CREATE TABLE readings (zone STRING, ts TIMESTAMP(3)) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('Europe/Berlin', TIMESTAMP '2026-03-29 00:30:00'),
  ('Europe/Berlin', TIMESTAMP '2026-03-29 01:30:00'),
  ('America/Los_Angeles', TIMESTAMP '2026-01-01 06:00:00'),
  ('Mars/Base', TIMESTAMP '2026-01-01 06:00:00'),
  (NULL, TIMESTAMP '2026-01-01 06:00:00');

SELECT zone, HOUR(TO_LOCAL_TIME(ts, zone)) AS h,
  FROM_LOCAL_TIME(TO_LOCAL_TIME(ts, zone), zone) = ts AS back,
  CONVERT_TZ(CAST(ts AS STRING), 'UTC', zone) AS t
FROM readings;
-- expect
-- | Europe/Berlin | 1 | TRUE | 2026-03-29 01:30:00 |
-- | Europe/Berlin | 3 | TRUE | 2026-03-29 03:30:00 |
-- | America/Los_Angeles | 22 | TRUE | 2025-12-31 22:00:00 |
-- | NULL | NULL | NULL | NULL |
-- expect ledger
-- | OVERFLOW | readings |  |
