-- Values of unlike units are neither compared nor added, nor written into a column of another unit.
CREATE TABLE readings (
  pump STRING, temp DOUBLE COMMENT 'unit: degC', pressure DOUBLE COMMENT 'unit: kPa', limit_f DOUBLE COMMENT 'unit: degF'
) WITH ('connector' = 'scenario');
CREATE TABLE kelvins (pump STRING, temp DOUBLE COMMENT 'unit: K') WITH ('connector' = 'scenario');

SELECT pump FROM readings WHERE ^temp > limit_f^;
-- expect error SQL-171

SELECT pump, ^temp + pressure^ AS x FROM readings;
-- expect error SQL-171

SELECT pump, COALESCE(pressure, 0) AS p FROM readings WHERE ^temp BETWEEN 10 AND pressure^;
-- expect error SQL-171

INSERT INTO kelvins SELECT pump, ^temp^ FROM readings;
-- expect error SQL-171
