-- A duration that is none.
-- expect error OPT-014
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'time.idle' = 'soon');
SELECT pump FROM readings;
