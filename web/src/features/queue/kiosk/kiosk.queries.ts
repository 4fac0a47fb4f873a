import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { customerEndpoints } from '@huiting/contracts/customer';
import { queueEndpoints } from '@huiting/contracts/queue';
import { useEffect, useReducer } from 'react';
import { call } from '../../../lib/api.ts';
import { useReading } from '../../../lib/peripherals/index.ts';
import { ApiProblem } from '../../../lib/problem.ts';
import {
  kioskStart,
  nextKiosk,
  type Act,
  type HeldDocument,
  type KioskEvent,
  type KioskFlow,
  type Terms,
} from './kiosk.flow.domain.ts';

interface KioskDeps {
  readonly branchId: string;
  /** Key and modes of a new act. */
  readonly terms: () => Terms;
  /** The customer is known to be old: the screen becomes simple by itself. */
  readonly onElder: () => void;
}
export interface Kiosk {
  readonly flow: KioskFlow;
  readonly tell: (event: KioskEvent) => void;
}

/** A customer waits at the screen: longer than this is told as "no connection". */
const patienceMs = 12_000;

/** The kiosk's state with its machines and commands around it. */
export function useKiosk({ branchId, terms, onElder }: KioskDeps): Kiosk {
  const [flow, tell] = useReducer(nextKiosk, kioskStart);
  const reads = flow.step === 'home' || flow.step === 'checkIn';

  function hold(identifier: HeldDocument['identifier']) {
    tell({ kind: 'document', identifier });
    void recognise(branchId, identifier).then(
      (customer) => {
        tell({ kind: 'recognised', value: identifier.value, greeting: customer?.maskedName ?? null });
        if (customer?.elder) onElder();
      },
      // the greeting is a courtesy: the ticket itself tells what is wrong with a document
      () => {},
    );
  }
  useReading('idReader', reads ? ({ identifier }) => hold(identifier) : null);
  useReading('cardReader', reads ? ({ identifier }) => hold(identifier) : null);
  useReading('scanner', reads ? ({ text }) => tell({ kind: 'checkIn', code: text, terms: terms() }) : null);

  const issuing = flow.step === 'issuing' ? flow : null;
  useEffect(() => {
    if (!issuing) return;
    const { act } = issuing;
    perform(branchId, act).then(
      ({ ticket, timing }) => tell({ kind: 'issued', key: act.key, ticket, timing }),
      (error: unknown) => {
        const told = error instanceof ApiProblem && error.status < 500;
        tell({
          kind: 'refused',
          key: act.key,
          code: told ? error.code : 'network',
          title: told ? error.title : null,
        });
      },
    );
  }, [branchId, issuing]);

  return { flow, tell };
}

async function recognise(branchId: string, identifier: HeldDocument['identifier']) {
  const { customer } = await call(
    customerEndpoints.recognise,
    { branchId, identifier },
    { signal: AbortSignal.timeout(patienceMs) },
  );
  return customer;
}

async function perform(branchId: string, act: Act) {
  const options = { idempotencyKey: act.key, signal: AbortSignal.timeout(patienceMs) };
  if (act.kind === 'checkIn') {
    const { timing, ...ticket } = await call(
      appointmentEndpoints.checkIn,
      { branchId, code: act.code, elder: act.elder, channel: 'kiosk' },
      options,
    );
    return { ticket, timing };
  }
  const ticket = await call(
    queueEndpoints.issueTicket,
    {
      branchId,
      serviceTypeId: act.serviceTypeId,
      channel: 'kiosk',
      identifier: act.document?.identifier ?? null,
      elder: act.elder,
      language: act.language,
    },
    options,
  );
  return { ticket, timing: null };
}
