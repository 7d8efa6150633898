-- LIKE names a table of the text; a table without columns and a word that LIKE does not know are refused.
CREATE TABLE readings (pump STRING) WITH ('connector' = 'scenario');

-- expect error SQL-102
CREATE TABLE more WITH ('connector' = 'scenario') LIKE ^reading^;
