-- A join of two streams, then a table for names, then a window: devices of a site without acknowledgement.
CREATE TABLE commands (device STRING, cmd STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
CREATE TABLE acks (device STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
CREATE TABLE devices (id STRING, site STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'scenario');
INSERT INTO devices VALUES ('d1', 'north'), ('d2', 'north');
INSERT INTO commands VALUES ('d1', 'a', TIMESTAMP '2026-05-01 10:00:00'), ('d2', 'b', TIMESTAMP '2026-05-01 10:00:10'), ('d2', 'c', TIMESTAMP '2026-05-01 10:00:30');
INSERT INTO acks VALUES ('d1', TIMESTAMP '2026-05-01 10:01:00'), ('d2', TIMESTAMP '2026-05-01 10:00:12'), ('d2', TIMESTAMP '2026-05-01 10:01:00');
CREATE VIEW missing AS
  SELECT c.device, d.site, c.ts
  FROM commands AS c
  LEFT JOIN acks AS a ON c.device = a.device AND a.ts BETWEEN c.ts AND c.ts + INTERVAL '5' SECOND
  JOIN devices AS d ON c.device = d.id
  WHERE a.device IS NULL;
SELECT site, window_start, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE missing, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY site, window_start, window_end;
-- expect
-- | north | 2026-05-01 10:00:00.000 | 2 |
