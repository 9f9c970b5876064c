// fails: typescript/no-implied-eval
setTimeout('x = 1', 10);
