/** What the invented service answers beside the queue: search, look-outs, holds, agreements, settings, seals, disclosure, persons. */
import type { z } from 'zod';
import {
  agreement,
  agreements,
  endAgreementBody,
  proposeAgreementBody,
  sharing,
} from '../../../src/http/schemas/agreements.ts';
import { profile } from '../../../src/http/schemas/batches.ts';
import { pageOf } from '../../../src/http/schemas/common.ts';
import { consignmentDetail, foundConsignment, searchQuery } from '../../../src/http/schemas/consignments.ts';
import { disclosure, frozenTarget, legalHold } from '../../../src/http/schemas/disclosure.ts';
import {
  hold,
  holdAnswer,
  operator,
  operatorInput,
  operatorKept,
  sealedInput,
  sealedInstruction,
} from '../../../src/http/schemas/holds.ts';
import { acknowledgeAlertBody, alert, lookOut } from '../../../src/http/schemas/look-outs.ts';
import { capacity, machineKey, machineKeyMade, newCapacity, newMachineKey } from '../../../src/http/schemas/people.ts';
import {
  extractPersonBody,
  personExtract,
  rectifiedPerson,
  rectifyPersonBody,
} from '../../../src/http/schemas/persons.ts';
import { mockCases, mockDetail } from './mock-cases.ts';
import type { MockReply, MockRequest } from './mock-service.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const ok = (body: unknown, status = 200): MockReply => ({ status, body });

/** Everything that changes, so that a test sees what a page did. */
export class MockRecords {
  readonly #nowMs = Date.now();
  readonly alerts = this.#alerts();
  readonly holds = this.#holds();
  readonly agreements = this.#agreements();
  /** What was searched for, with its purpose. */
  readonly searches: { readonly query: Record<string, string>; readonly purpose: string | undefined }[] = [];
  capacityText = 'capacity:\n  - { channel: post, examinations: 8 }\n';
  readonly rectified: unknown[] = [];
  readonly sealed: z.input<typeof sealedInstruction>[] = [
    {
      id: 1,
      subjectKind: 'party',
      subject: 'name:Kestrel Import Ltd|AU',
      instruction: 'refer',
      authority: 'Prosecutor 12/26',
      note: 'Controlled delivery.',
      madeAtMs: this.#nowMs - dayMs,
      expiresAtMs: this.#nowMs + 3 * dayMs,
    },
  ];
  legalHold: z.input<typeof frozenTarget>['hold'] = null;

  /** Answers a request; undefined for what is none of these. */
  answer(request: MockRequest): MockReply | undefined {
    const { method, path } = request;
    return (
      this.#answerConsignments(request) ??
      this.#answerLookOuts(request) ??
      this.#answerHolds(request) ??
      this.#answerAgreements(request) ??
      this.#answerSettings(request) ??
      this.#answerSealed(request) ??
      this.#answerDisclosure(request) ??
      this.#answerPersons(request) ??
      (method === 'GET' && path === '/profiles'
        ? ok({ items: [profile.parse({ name: 'aurelia', description: 'Import declarations, one goods item a row' })] })
        : undefined)
    );
  }

  #answerConsignments({ path, query, purpose }: MockRequest): MockReply | undefined {
    if (path === '/consignments') {
      searchQuery.parse(Object.fromEntries(query));
      this.searches.push({ query: Object.fromEntries(query), purpose });
      const isSecond = query.has('cursor');
      const items =
        query.get('reference') === 'NOTHING' ? [] : this.#found().slice(isSecond ? 50 : 0, isSecond ? 60 : 50);
      const shown = {
        items,
        nextCursor: isSecond || items.length === 0 ? null : 'more',
        total: items.length === 0 ? 0 : 1000,
        isTotalExact: items.length === 0,
      };
      return ok(pageOf(foundConsignment).parse(shown));
    }
    if (!path.startsWith('/consignments/')) return undefined;
    const { consignment, score } = mockDetail(mockCases(1, this.#nowMs)[0]!, this.#nowMs);
    return ok(
      consignmentDetail.parse({
        ...consignment,
        consignmentId: 7,
        caseId: null,
        reference: 'BOREALIS/GIVEN-1',
        knownAtMs: this.#nowMs,
        office: null,
        handling: { ownerAgency: 'borealis', markings: ['TLP:AMBER'] },
        mayPassOn: 'no',
        mayExport: false,
        withheld: ['prices'],
        score: { ...score!, reasons: score!.reasons },
      }),
    );
  }

  #found(): z.input<typeof foundConsignment>[] {
    return mockCases(60, this.#nowMs).map((one, index) => ({
      consignmentId: one.consignmentId,
      caseId: index % 3 === 0 ? one.caseId : null,
      reference: index === 1 ? 'BOREALIS/GIVEN-1' : one.reference,
      stage: 'declaration',
      knownAtMs: this.#nowMs - index * hourMs,
      office: one.office,
      channel: one.channel,
      releaseCutOffMs: one.releaseCutOffMs,
      party: index === 1 ? null : one.party,
      goods: one.goods,
      hsCodes: one.hsCodes,
      departureCountry: 'CN',
      destinationCountry: 'AU',
      originCountries: ['CN'],
      valueUsd: one.valueUsd,
      riskScore: index === 1 ? null : one.riskScore,
      handling: { ownerAgency: index === 1 ? 'borealis' : 'aurelia', markings: ['TLP:AMBER'] },
      withheld: index === 1 ? ['parties'] : [],
    }));
  }

  #lookOut(id: number): z.input<typeof lookOut> {
    return {
      id,
      kind: id % 2 === 0 ? 'address' : 'sender',
      grade: id % 3 === 0 ? 'fair' : 'strong',
      subject: id === 3 ? null : `${id} Quay Street, Port Aurel`,
      source: id === 3 ? null : `AURELIA/M${id}`,
      handling: { ownerAgency: id === 3 ? 'borealis' : 'aurelia', markings: ['TLP:AMBER'] },
      isOwn: id !== 3,
      madeAtMs: this.#nowMs - dayMs,
      expiresAtMs: this.#nowMs + 90 * dayMs,
      withdrawnAtMs: null,
    };
  }

  #alerts(): z.output<typeof alert>[] {
    return [1, 2, 3].map((id) =>
      alert.parse({
        id,
        lookOut: this.#lookOut(id),
        consignmentId: 10 + id,
        caseId: id === 1 ? 4 : null,
        reference: `AURELIA/ALERT-${id}`,
        stage: 'declaration',
        office: 'AU2001',
        releaseCutOffMs: this.#nowMs + [5, 1, -1][id - 1]! * hourMs,
        matchedAtMs: this.#nowMs - hourMs,
        acknowledged: null,
      }),
    );
  }

  #answerLookOuts({ method, path, query, body }: MockRequest): MockReply | undefined {
    if (path === '/look-outs')
      return ok(pageOf(lookOut).parse({ items: [3, 2, 1].map((id) => this.#lookOut(id)), nextCursor: null }));
    if (path === '/alerts') {
      const isOpen = query.get('state') === 'open';
      const items = this.alerts.filter(({ acknowledged }) => (acknowledged === null) === isOpen);
      return ok({ items, nextCursor: null });
    }
    const [, id] = /^\/alerts\/(\d+)\/acknowledgement$/.exec(path) ?? [];
    if (id === undefined || method !== 'POST') return undefined;
    const found = this.alerts[Number(id) - 1]!;
    const { note = null } = acknowledgeAlertBody.parse(body);
    found.acknowledged = { by: 'person:3', atMs: Date.now(), note };
    return ok(alert.parse(found));
  }

  #holds(): z.output<typeof hold>[] {
    const states = ['requested', 'acknowledged', 'held', 'released-before-hold', 'requested'] as const;
    return states.map((state, index) =>
      hold.parse({
        id: index + 1,
        caseId: index + 1,
        reference: `H-${String(index).padStart(20, '0')}`,
        control: index === 1 ? 'scan' : 'physical',
        state,
        operator: 'Port terminal 4',
        goods: {
          declaration: `4A0${index}`,
          houseBill: '020-55512345',
          containers: ['MSKU1234565'],
          office: 'AU2001',
          location: 'Shed 4',
          releaseCutOffMs: this.#nowMs + (5 - index) * hourMs,
        },
        requestedAtMs: this.#nowMs - hourMs,
        visibleFromMs: this.#nowMs - hourMs,
        acknowledgedAtMs: state === 'requested' ? null : this.#nowMs - hourMs / 2,
        endedAtMs: null,
      }),
    );
  }

  #operator(): z.input<typeof operator> {
    return {
      id: 1,
      name: 'Port terminal 4',
      kind: 'terminal',
      offices: ['AU2001'],
      channels: [],
      webhookUrl: 'https://terminal.example/holds',
      disabledAtMs: null,
      version: 1,
    };
  }

  #answerHolds({ method, path, query, body }: MockRequest): MockReply | undefined {
    if (path === '/holds') {
      const states = query.getAll('state');
      return ok({ items: this.holds.filter(({ state }) => states.includes(state)), nextCursor: null });
    }
    if (path === '/operators') {
      if (method === 'GET') return ok({ items: [operator.parse(this.#operator())] });
      const made = { ...this.#operator(), ...operatorInput.parse(body), id: 2 };
      return ok(
        operatorKept.parse({
          operator: { ...made, webhookUrl: made.webhookUrl ?? null },
          webhookSecret: 'ab12'.repeat(16),
        }),
        201,
      );
    }
    const [, reference] = /^\/holds\/(H-\w+)\/answer$/.exec(path) ?? [];
    if (reference === undefined) return undefined;
    const found = this.holds.find((one) => one.reference === reference)!;
    found.state = holdAnswer.parse(body).answer;
    return ok(hold.parse(found));
  }

  #agreements(): z.output<typeof agreement>[] {
    const terms = {
      giver: 'borealis',
      taker: 'aurelia',
      giverRegime: 'police',
      takerRegime: 'customs',
      kinds: ['consignments', 'look-outs'],
      purposes: ['customs-risk-analysis'],
      gateway: 'Act on cooperation, § 4',
      fields: ['goods'],
      maximumTlp: 'TLP:AMBER',
      onwardSharing: 'no',
      fromMs: this.#nowMs - dayMs,
      toMs: null,
      retentionDays: 30,
      retainedUntilMs: null,
      proposed: { by: 'person:7', atMs: this.#nowMs - dayMs },
      signedByTaker: null,
      ended: null,
    };
    const signature = { by: 'person:7', atMs: this.#nowMs - dayMs };
    return [
      agreement.parse({ ...terms, id: 1, state: 'draft', signedByGiver: signature }),
      agreement.parse({ ...terms, id: 2, state: 'in-force', signedByGiver: signature, signedByTaker: signature }),
    ];
  }

  #answerAgreements({ method, path, body }: MockRequest): MockReply | undefined {
    if (path === '/sharing') return ok(sharing.parse({ mode: 'command-centre' }));
    if (path === '/agreements' && method === 'GET') return ok(agreements.parse({ items: this.agreements }));
    if (path === '/agreements') {
      const made = {
        ...this.agreements[0]!,
        gateway: null,
        toMs: null,
        ...proposeAgreementBody.parse(body),
        id: 3,
        signedByGiver: null,
      };
      this.agreements.push(agreement.parse(made));
      return ok(made, 201);
    }
    const [, id, act] = /^\/agreements\/(\d+)\/(approval|end)$/.exec(path) ?? [];
    const found = this.agreements.find((one) => one.id === Number(id));
    if (found === undefined) return undefined;
    const signature = { by: 'person:6', atMs: Date.now() };
    if (act === 'approval') Object.assign(found, { signedByTaker: signature, state: 'in-force' });
    else Object.assign(found, { state: 'ended', ended: endAgreementBody.parse(body) && signature });
    return ok(agreement.parse(found));
  }

  #answerSettings({ method, path, body }: MockRequest): MockReply | undefined {
    if (path === '/keys') {
      if (method === 'POST') {
        newMachineKey.parse(body);
        return ok(machineKeyMade.parse({ id: 9, key: 'tsk_ab12cd_secret' }), 201);
      }
      const key = {
        id: 1,
        prefix: 'ab12cd',
        name: 'feed of declarations',
        agency: 'aurelia',
        scopes: ['submit-batches', 'see-batches'],
        operatorId: null,
        createdBy: 'person:8',
        createdAtMs: this.#nowMs - dayMs,
        expiresAtMs: this.#nowMs + 60 * dayMs,
        revokedAtMs: null,
        lastUsedAtMs: this.#nowMs - hourMs,
      };
      return ok(pageOf(machineKey).parse({ items: [key], nextCursor: null }));
    }
    if (path !== '/capacity') return undefined;
    if (method === 'PUT') this.capacityText = newCapacity.parse(body).text;
    const lines = [{ office: '*', channel: 'post', shift: 'each', examinations: 8 }];
    return ok(capacity.parse({ text: this.capacityText, lines, version: method === 'PUT' ? 2 : 1 }));
  }

  #answerSealed({ method, path, body }: MockRequest): MockReply | undefined {
    if (path === '/sealed' && method === 'GET')
      return ok({ items: this.sealed.map((one) => sealedInstruction.parse(one)) });
    if (path === '/sealed') {
      const made = sealedInput.parse(body);
      this.sealed.push({ ...made, note: made.note ?? null, id: this.sealed.length + 1, madeAtMs: Date.now() });
      return ok({ id: this.sealed.length }, 201);
    }
    if (!path.startsWith('/sealed/')) return undefined;
    this.sealed.splice(0, 1);
    return { status: 204 };
  }

  #answerDisclosure({ method, path, body }: MockRequest): MockReply | undefined {
    const target = {
      id: 4,
      caseId: 9,
      reference: 'AURELIA/DECIDED-9',
      frozenAtMs: this.#nowMs - dayMs,
      contentHash: 'ab'.repeat(32),
      hold: this.legalHold,
    };
    if (path === '/frozen-targets')
      return ok(pageOf(frozenTarget).parse({ items: [{ ...target, heldBackSinceMs: null }], nextCursor: null }));
    if (path === '/frozen-targets/4/hold') {
      const by = { setBy: 'person:3', setAtMs: Date.now() };
      this.legalHold = method === 'DELETE' ? null : { ...legalHold.parse(body), ...by };
      return { status: 204 };
    }
    if (path !== '/frozen-targets/4/disclosure') return undefined;
    return ok(
      disclosure.parse({
        target: { ...target, agency: 'aurelia', isUnaltered: true },
        disclosedAtMs: Date.now(),
        statement: 'A score is a suspicion about goods, not a finding.',
        main: {
          decision: { code: 'physical-examination', atMs: this.#nowMs },
          reasons: ['priced at 0.21 of the usual'],
        },
        schedule: [
          {
            id: 'S1',
            ground: 'third-party',
            what: 'consignor',
            handling: null,
            content: { name: 'Bluewater Logistics' },
          },
        ],
      }),
    );
  }

  #answerPersons({ path, body }: MockRequest): MockReply | undefined {
    if (path === '/persons/rectify') {
      this.rectified.push(rectifyPersonBody.parse(body));
      return ok(rectifiedPerson.parse({ corrected: ['AURELIA/R1'], noted: [], ofOthers: [] }));
    }
    if (path !== '/persons/extract') return undefined;
    const record = {
      name: 'AURELIA/R1#1',
      factId: 3,
      kind: 'declaration',
      ownerAgency: 'aurelia',
      isCurrent: true,
      knownAtMs: this.#nowMs - dayMs,
      markings: ['TLP:AMBER'],
      mayBeTold: true,
      parties: [{ role: 'consignee', party: { name: 'Maria Okafor', country: 'AU' } }],
      about: { item: { description: 'Sports shoes' } },
    };
    return ok(
      personExtract.parse({
        party: extractPersonBody.parse(body).party,
        agency: 'aurelia',
        purpose: 'data-subject-request',
        madeAtMs: Date.now(),
        facts: { records: [record], rights: [], rejectedRows: [] },
        assessments: {
          scores: [{ reference: 'AURELIA/R1', probability: 0.2 }],
          lookOuts: [],
          cases: [],
          frozenTargets: [],
        },
        rectifications: [],
        reads: [{ reference: 'AURELIA/R1', actor: 'person:1', action: 'read-consignment', atMs: this.#nowMs }],
      }),
    );
  }
}
