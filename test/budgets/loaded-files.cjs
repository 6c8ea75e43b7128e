// Loaded before the program: the name of each file that Node loads after it is written to the file that KEFU_TEST_LOADED names.
const { appendFileSync } = require('node:fs');
const { Module } = require('node:module');

const load = Module.prototype.load;
Module.prototype.load = function loadAndNote(file) {
  appendFileSync(process.env.KEFU_TEST_LOADED, `${file}\n`);
  return load.call(this, file);
};
