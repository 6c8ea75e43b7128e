import { describe, expect, test } from 'vitest';
import { cnbFile, cnbScript, flowFile, giteeFile } from './pipelines.ts';

describe('expect a person between a plan and its apply', () => {
  test.each(['kefu-pr.yml', 'kefu-apply.yml', 'kefu-drift.yml'])('Gitee Go: %s', (file) => {
    const { name, triggers, stages } = giteeFile(file);
    expect([`${name}.yml`, Object.keys(triggers).length]).toEqual([file, 1]);
    // A person starts every stage that applies.
    for (const { trigger, steps } of stages)
      expect(trigger).toBe(JSON.stringify(steps).includes('kefu-ci.sh apply') ? 'manual' : 'auto');
  });

  test('云效 Flow: a person stands between plan and apply', () => {
    const { stages } = flowFile('kefu.yml');
    expect(Object.keys(stages)).toEqual(['plan', 'approve', 'apply']);
    expect(stages.approve?.jobs.approve?.component).toBe('ManualValidate');
  });

  test.each(['kefu-review.yml', 'kefu-drift.yml'])('云效 Flow: %s applies nothing', (file) => {
    expect(JSON.stringify(flowFile(file))).not.toContain('kefu-ci.sh apply');
  });

  test('CNB: only a person, by the API, applies, and only what was approved', () => {
    for (const [branch, events] of Object.entries(cnbFile))
      for (const event of Object.keys(events)) {
        const script = cnbScript(branch, event);
        const applies = script.includes('kefu-ci.sh apply');
        expect([event, applies]).toEqual([event, event === 'api_trigger']);
        if (applies) expect(script.indexOf('approved')).toBeLessThan(script.indexOf('kefu-ci.sh apply'));
      }
  });
});
