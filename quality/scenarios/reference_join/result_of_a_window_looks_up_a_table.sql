-- A mean per device and minute with the limit of the device: a corrected mean replaces the row that it made.
CREATE TABLE readings (device STRING, v DOUBLE, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE devices (id STRING, max_v DOUBLE, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'scenario');
CREATE VIEW means AS SELECT device, window_end AS we, AVG(v) AS mean_v
  FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY device, window_start, window_end;
INSERT INTO devices VALUES ('d1', 10);
INSERT INTO readings VALUES ('d1', 20, TIMESTAMP '2026-05-01 10:00:00'), ('d1', 5, TIMESTAMP '2026-05-01 10:01:10');
INSERT INTO readings VALUES ('d1', 40, TIMESTAMP '2026-05-01 10:00:30');
SELECT m.device, m.we, m.mean_v, d.max_v FROM means AS m JOIN devices AS d ON m.device = d.id;
-- expect
-- | d1 | 2026-05-01 10:01:00.000 | 30.0 | 10.0 |
-- | d1 | 2026-05-01 10:02:00.000 | 5.0 | 10.0 |
