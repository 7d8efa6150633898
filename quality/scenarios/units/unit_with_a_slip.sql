-- A unit that does not exist is refused with the one that was probably meant.
CREATE TABLE readings (
  pump STRING, temp DOUBLE COMMENT ^'unit: degCC'^
) WITH ('connector' = 'scenario');
-- expect error SQL-171
