-- Readings above the limit of their device, those far above it on another way than the others.
CREATE TABLE readings (
  device STRING, type STRING, `value` DOUBLE, ts TIMESTAMP(3), site STRING, connected BOOLEAN, severity STRING,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'kafka', 'topic' = 'readings', 'format' = 'json', 'key.fields' = 'device');

CREATE TABLE devices (
  device STRING, lim DOUBLE, owner STRING, PRIMARY KEY (device) NOT ENFORCED
) WITH ('connector' = 'kafka', 'topic' = 'devices', 'format' = 'json');

CREATE TABLE critical (device STRING, ts TIMESTAMP(3), `value` DOUBLE, owner STRING)
WITH ('connector' = 'kafka', 'topic' = 'critical', 'format' = 'json');

CREATE TABLE warnings (device STRING, ts TIMESTAMP(3), `value` DOUBLE, owner STRING)
WITH ('connector' = 'kafka', 'topic' = 'warnings', 'format' = 'json');

CREATE VIEW enriched AS
SELECT r.device, r.ts, r.`value`, d.lim, d.owner FROM readings AS r JOIN devices AS d ON r.device = d.device;

INSERT INTO critical SELECT device, ts, `value`, owner FROM enriched WHERE `value` > lim + 8;
INSERT INTO warnings SELECT device, ts, `value`, owner FROM enriched WHERE `value` > lim AND `value` <= lim + 8;
