-- An option that the connector does not have.
-- expect error OPT-011
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'topics' = 'x');
SELECT pump FROM readings;
