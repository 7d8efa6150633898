-- A table has columns of its own or those of another.
-- expect error SQL-101
CREATE TABLE ^readings^ WITH ('connector' = 'scenario');
