-- A table that does not say since when its devices are expected, or has not the columns of EVERY, is refused with what to add.
CREATE TABLE readings (
  dev STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');
CREATE TABLE devices (dev STRING, PRIMARY KEY (dev) NOT ENFORCED) WITH ('connector' = 'scenario');
CREATE TABLE machines (
  id STRING, since TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED, WATERMARK FOR since AS since
) WITH ('connector' = 'scenario');

-- expect error SQL-131
SELECT dev FROM readings EXPECT EVERY dev OF ^devices^ BY ts WITHIN INTERVAL '5' MINUTE;

-- expect error SQL-104
SELECT dev FROM readings EXPECT EVERY ^dev^ OF machines BY ts WITHIN INTERVAL '5' MINUTE;

-- expect error SQL-102
SELECT dev FROM readings EXPECT EVERY dev OF ^pumps^ BY ts WITHIN INTERVAL '5' MINUTE;
