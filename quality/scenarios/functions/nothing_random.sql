-- A pipeline that is replayed must give the same, so there is neither chance nor clock.
CREATE TABLE readings (device STRING) WITH ('connector' = 'scenario');

SELECT ^RAND()^ AS id FROM readings;
-- expect error SQL-105

SELECT ^REGEXP_EXTRAKT(device, 'a')^ AS x FROM readings;
-- expect error SQL-105
