-- A join of two streams says how far their times may be apart.
CREATE TABLE commands (device STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE acks (device STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
-- expect error SQL-120
SELECT c.device FROM commands AS c JOIN ^acks AS a^ ON c.device = a.device;
