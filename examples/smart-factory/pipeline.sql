-- Bearing failures in a plant of 500 machines with four sensors each: vibration, temperature, current, acoustic.
-- Run it with the simulated plant: ./millrace demo. Run it with your own: ./millrace run examples/smart-factory/pipeline.sql

SET 'pipeline.name' = 'smart-factory';

-- A reading is published to  plant/<site>/<machine>/<metric>  as  {"ts": 1763640000000, "value": 2.81, "seq": 17}.
-- Its machine decides the Kafka partition and has a clock of its own, so a machine that was offline uploads its past
-- without being late, and one with a wrong clock spoils nothing but its own results.
CREATE TABLE readings (
  site    STRING,
  machine STRING,
  metric  STRING,
  ts      TIMESTAMP(3),
  `value` DOUBLE,
  seq     BIGINT,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH (
  'connector' = 'mqtt',
  'topic' = 'plant/{site}/{machine}/{metric}',
  'key.fields' = 'machine',
  'dedupe.key' = 'machine;metric;seq',
  'time.allowed-lateness' = '10 s'
);

-- 1. Averages -------------------------------------------------------------------------------------------------------

CREATE VIEW five_minutes AS
SELECT machine, metric, window_start, window_end,
       AVG(`value`) AS mean, MIN(`value`) AS low, MAX(`value`) AS high, COUNT(*) AS readings
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '5' MINUTE))
GROUP BY machine, metric, window_start, window_end;

CREATE TABLE averages (
  machine STRING, metric STRING, window_start TIMESTAMP(3), window_end TIMESTAMP(3),
  mean DOUBLE, low DOUBLE, high DOUBLE, readings BIGINT,
  PRIMARY KEY (machine, metric, window_start) NOT ENFORCED
) WITH ('connector' = 'questdb');

INSERT INTO averages SELECT * FROM five_minutes;

CREATE TABLE average_chart (
  machine STRING, metric STRING, window_start TIMESTAMP(3), mean DOUBLE,
  PRIMARY KEY (machine, metric, window_start) NOT ENFORCED
) WITH ('connector' = 'page', 'panel' = 'chart', 'title' = 'Mean temperature, 10 seconds, five machines (degC)');

-- Ten seconds instead of five minutes, so that the chart moves while one looks at it.
INSERT INTO average_chart
SELECT machine, metric, window_start, AVG(`value`) AS mean
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '10' SECOND))
WHERE metric = 'temperature' AND machine IN ('m-0000', 'm-0010', 'm-0020', 'm-0030', 'm-0040')
GROUP BY machine, metric, window_start, window_end;

-- 2. Anomalies: far from the hundred readings before, the reading itself not among them ---------------------------------

CREATE VIEW scored AS
SELECT machine, metric, ts, `value`,
       AVG(`value`)         OVER (PARTITION BY machine, metric ORDER BY ts ROWS BETWEEN 100 PRECEDING AND 1 PRECEDING) AS mean,
       STDDEV_SAMP(`value`) OVER (PARTITION BY machine, metric ORDER BY ts ROWS BETWEEN 100 PRECEDING AND 1 PRECEDING) AS sigma,
       COUNT(`value`)       OVER (PARTITION BY machine, metric ORDER BY ts ROWS BETWEEN 100 PRECEDING AND 1 PRECEDING) AS baseline
FROM readings;

CREATE VIEW anomalies AS
SELECT machine, metric, ts, `value`, mean, (`value` - mean) / sigma AS z
FROM scored
WHERE baseline >= 30 AND sigma > 0 AND ABS(`value` - mean) > 3 * sigma;

-- 3. The pattern of a failing bearing: a burst of vibration, then within a minute the temperature rises ------------------

-- Three readings in a row, because a single one may be a fault of the sensor.
CREATE VIEW bearing_failures AS
SELECT *
FROM (
  SELECT machine, metric, ts, `value`, mean, z
  FROM anomalies
  WHERE (metric = 'vibration' AND z > 5) OR (metric = 'temperature' AND `value` - mean > 2)
)
MATCH_RECOGNIZE (
  PARTITION BY machine
  ORDER BY ts
  MEASURES
    FIRST(BURST.ts)       AS started,
    LAST(WARMER.ts)       AS detected,
    MAX(BURST.z)          AS z,
    LAST(WARMER.`value`)  AS temperature,
    EVIDENCE()            AS evidence
  ONE ROW PER MATCH
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (BURST+ WARMER{3})
  WITHIN INTERVAL '60' SECOND
  DEFINE
    BURST AS BURST.metric = 'vibration',
    WARMER AS WARMER.metric = 'temperature'
);

-- 4. Who hears of it ------------------------------------------------------------------------------------------------

CREATE VIEW alerts AS
SELECT 'CRITICAL' AS severity, 'bearing failure' AS rule, machine, 'temperature' AS metric,
       started, detected, temperature AS `value`, z, evidence
FROM bearing_failures
UNION ALL
SELECT CASE WHEN ABS(z) > 6 THEN 'WARNING' ELSE 'INFO' END AS severity, 'z-score' AS rule, machine, metric,
       ts AS started, ts AS detected, `value`, z, CAST(NULL AS STRING) AS evidence
FROM anomalies;

CREATE TABLE pager (
  severity STRING, rule STRING, machine STRING, metric STRING, started TIMESTAMP(3), detected TIMESTAMP(3),
  `value` DOUBLE, z DOUBLE, evidence STRING,
  PRIMARY KEY (rule, machine, metric, started) NOT ENFORCED
) WITH ('connector' = 'webhook', 'url' = 'http://127.0.0.1:9000/alerts', 'emit' = 'eager');

INSERT INTO pager SELECT * FROM alerts WHERE severity = 'CRITICAL';

CREATE TABLE alert_page (
  severity STRING, rule STRING, machine STRING, metric STRING, started TIMESTAMP(3), detected TIMESTAMP(3),
  `value` DOUBLE, z DOUBLE, evidence STRING,
  PRIMARY KEY (rule, machine, metric, started) NOT ENFORCED
) WITH ('connector' = 'page', 'panel' = 'alerts', 'title' = 'Alerts', 'emit' = 'eager');

INSERT INTO alert_page SELECT * FROM alerts WHERE severity IN ('CRITICAL', 'WARNING');

CREATE TABLE anomaly_log (
  severity STRING, rule STRING, machine STRING, metric STRING, started TIMESTAMP(3), detected TIMESTAMP(3),
  `value` DOUBLE, z DOUBLE, evidence STRING,
  PRIMARY KEY (rule, machine, metric, started) NOT ENFORCED
) WITH ('connector' = 'questdb', 'emit' = 'eager');

INSERT INTO anomaly_log SELECT * FROM alerts WHERE severity = 'INFO';
