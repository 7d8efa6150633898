-- A burst of vibration and then a warmer bearing within a minute is a failure; a burst alone, a rise alone, one wrong reading of
-- the temperature or a rise after the minute is not.
CREATE TABLE readings (
  site STRING, machine STRING, metric STRING, ts TIMESTAMP(3), `value` DOUBLE, seq BIGINT,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH (
  'connector' = 'scenario', 'key.fields' = 'machine', 'dedupe.key' = 'machine;metric;seq', 'time.allowed-lateness' = '10 s'
);

-- load readings from bearing_failure.csv

INSERT INTO readings VALUES
  ('north', 'failing', 'temperature', TIMESTAMP '2026-05-01 10:01:09', 99.0, 69);   -- sent again: the same sequence number

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
    COUNT(BURST.ts)       AS bursts
  ONE ROW PER MATCH
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (BURST+ WARMER{3})
  WITHIN INTERVAL '60' SECOND
  DEFINE
    BURST AS BURST.metric = 'vibration',
    WARMER AS WARMER.metric = 'temperature'
);

SELECT machine, started, detected, bursts FROM bearing_failures;
-- expect
-- | failing | 2026-05-01 10:00:45.000 | 2026-05-01 10:01:02.000 | 2 |
-- expect ledger
-- | DUPLICATE | readings | failing/temperature |
