-- A vibration that is too high, and within a minute a temperature that is.
CREATE TABLE readings (
  device STRING, type STRING, `value` DOUBLE, ts TIMESTAMP(3), site STRING, connected BOOLEAN, severity STRING,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'kafka', 'topic' = 'readings', 'format' = 'json', 'key.fields' = 'device');

CREATE TABLE alerts (
  device STRING, vibration_ts TIMESTAMP(3), temperature_ts TIMESTAMP(3)
) WITH ('connector' = 'kafka', 'topic' = 'alerts', 'format' = 'json');

INSERT INTO alerts
SELECT device, vibration_ts, temperature_ts
FROM readings MATCH_RECOGNIZE (
  PARTITION BY device ORDER BY ts
  MEASURES A.ts AS vibration_ts, B.ts AS temperature_ts
  ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A N*? B) WITHIN INTERVAL '60' SECOND
  DEFINE A AS A.type = 'vibration' AND A.`value` > 120, B AS B.type = 'temperature' AND B.`value` > 90
);
