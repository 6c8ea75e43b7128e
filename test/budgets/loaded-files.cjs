// Loaded before the program: the name of each file of it that is compiled, by Node's loader or kefu's own, is written to the
// file that KEFU_TEST_LOADED names.
const { appendFileSync } = require('node:fs');
const { Module } = require('node:module');
const vm = require('node:vm');

const note = (file) => appendFileSync(process.env.KEFU_TEST_LOADED, `${file}\n`);

const load = Module.prototype.load;
Module.prototype.load = function loadAndNote(file) {
  note(file);
  return load.call(this, file);
};

vm.Script = class extends vm.Script {
  constructor(source, options) {
    note(options.filename);
    super(source, options);
  }
};
