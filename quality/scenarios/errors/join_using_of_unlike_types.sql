-- USING says which types do not fit, and not that the join has no bound.
CREATE TABLE readings (id INT, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'scenario');
CREATE TABLE pumps (id STRING, site STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'scenario');

-- expect error SQL-106
SELECT site FROM readings JOIN pumps USING (^id^);
