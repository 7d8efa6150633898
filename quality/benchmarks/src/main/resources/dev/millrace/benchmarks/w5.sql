-- Sessions of each user: readings that follow each other within 30 minutes, how many and how long.
CREATE TABLE readings (
  device STRING, type STRING, `value` DOUBLE, ts TIMESTAMP(3), site STRING, connected BOOLEAN, severity STRING,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'kafka', 'topic' = 'readings', 'format' = 'json', 'key.fields' = 'device');

CREATE TABLE sessions (
  device STRING, session_start TIMESTAMP(3), first_ts TIMESTAMP(3), last_ts TIMESTAMP(3), n BIGINT
) WITH ('connector' = 'kafka', 'topic' = 'sessions', 'format' = 'json');

INSERT INTO sessions
SELECT device, window_start, MIN(ts), MAX(ts), COUNT(*)
FROM TABLE(SESSION(TABLE readings PARTITION BY device, DESCRIPTOR(ts), INTERVAL '30' MINUTES))
GROUP BY device, window_start, window_end;
