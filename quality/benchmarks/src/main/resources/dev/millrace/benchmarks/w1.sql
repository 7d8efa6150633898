-- Average, least, greatest and number of the values of each device in every 5 minutes.
CREATE TABLE readings (
  device STRING, type STRING, `value` DOUBLE, ts TIMESTAMP(3), site STRING, connected BOOLEAN, severity STRING,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'kafka', 'topic' = 'readings', 'format' = 'json', 'key.fields' = 'device');

CREATE TABLE results (
  device STRING, window_start TIMESTAMP(3), average DOUBLE, least DOUBLE, greatest DOUBLE, n BIGINT
) WITH ('connector' = 'kafka', 'topic' = 'results', 'format' = 'json');

INSERT INTO results
SELECT device, window_start, AVG(`value`), MIN(`value`), MAX(`value`), COUNT(*)
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY device, window_start, window_end;
