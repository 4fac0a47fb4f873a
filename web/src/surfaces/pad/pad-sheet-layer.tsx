import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { hallEndpoints } from '@huiting/contracts/hall';
import { queueEndpoints } from '@huiting/contracts/queue';
import { lazy, Suspense, useEffect } from 'react';
import { CustomerSheet, IdentifySheet } from '../../features/customer/index.ts';
import { CaseSheet, useCases } from '../../features/feedback/index.ts';
import { StaffSheet, useBranch } from '../../features/hall/index.ts';
import { IssueSheet, TicketSheet, useBoard, WindowSheet } from '../../features/queue/index.ts';
import { useText } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { BookSheet } from './bookings/book-sheet.tsx';
import { CheckInSheet } from './bookings/check-in-sheet.tsx';
import styles from './pad-sheet-layer.module.css';
import { usePadSheets, type PadSheet } from './pad-sheets.tsx';
import { padText } from './pad.text.ts';

const ElsewhereList = lazy(() =>
  import('../../features/queue/elsewhere/elsewhere-list.tsx').then(({ ElsewhereList: list }) => ({
    default: list,
  })),
);

/** The one sheet that is open, fed by what is live. When its subject leaves the hall, it closes. */
export function PadSheetLayer({ sheet }: { readonly sheet: PadSheet }) {
  const { open, close, blocked } = usePadSheets();
  const branch = useBranch();
  const board = useBoard(branch.id).data;
  const cases = useCases(branch.id, sheet.kind === 'badRating').data?.cases;
  const mayIssue = useMay(queueEndpoints.issueTicket);
  const ticket = sheet.kind === 'ticket' ? board?.tickets.find((one) => one.id === sheet.id) : undefined;
  const window = sheet.kind === 'window' ? board?.windows.find((one) => one.id === sheet.id) : undefined;
  const badRating = sheet.kind === 'badRating' ? cases?.find((one) => one.id === sheet.id) : undefined;
  const gone =
    (sheet.kind === 'ticket' && board !== undefined && !ticket) ||
    (sheet.kind === 'window' && board !== undefined && !window) ||
    (sheet.kind === 'badRating' && cases !== undefined && !badRating);
  useEffect(() => {
    if (gone) close();
  }, [gone, close]);
  const t = useText(padText);
  const toCustomer = (id: string) => open({ kind: 'customer', id });

  switch (sheet.kind) {
    case 'ticket':
      return board && ticket ? (
        <TicketSheet
          key={ticket.id}
          board={board}
          ticket={ticket}
          blocked={blocked}
          onClose={close}
          onCustomer={toCustomer}
        />
      ) : null;
    case 'window':
      return board && window ? (
        <WindowSheet
          board={board}
          window={window}
          blocked={blocked}
          onTicket={(id) => open({ kind: 'ticket', id })}
          onClose={close}
        />
      ) : null;
    case 'badRating':
      return badRating ? (
        <CaseSheet
          key={badRating.id}
          badRating={badRating}
          blocked={blocked}
          onClose={close}
          onCustomer={toCustomer}
        />
      ) : null;
    case 'customer':
      return <CustomerSheet branchId={branch.id} customerId={sheet.id} onClose={close} />;
    case 'identify':
      return (
        <IdentifySheet
          branchId={branch.id}
          onClose={close}
          onView={toCustomer}
          onTake={
            mayIssue
              ? ({ customer, identifier }) =>
                  open({
                    kind: 'issue',
                    holder: { maskedName: customer.maskedName, elder: customer.elder, identifier },
                  })
              : null
          }
        />
      );
    case 'issue':
      return board ? (
        <IssueSheet
          board={board}
          holder={sheet.holder}
          onIdentify={() => open({ kind: 'identify' })}
          onClose={close}
        />
      ) : null;
    case 'staff':
      return <StaffSheet branchId={branch.id} onClose={close} />;
    case 'book':
      return <BookSheet branchId={branch.id} onClose={close} />;
    case 'checkIn':
      return <CheckInSheet branchId={branch.id} onClose={close} />;
    case 'elsewhere':
      return (
        <Sheet open side="side" width={460} title={t('elsewhere')} onClose={close}>
          <Suspense fallback={null}>
            <ElsewhereList branchId={branch.id} />
          </Suspense>
        </Sheet>
      );
    case 'more':
      return <MoreSheet />;
  }
}

/** What is done less often. */
function MoreSheet() {
  const t = useText(padText);
  const { open, close, blocked } = usePadSheets();
  const may = {
    checkIn: useMay(appointmentEndpoints.checkIn),
    staff: useMay(hallEndpoints.listStaffOnDuty),
  };
  return (
    <Sheet open onClose={close} title={t('moreTitle')} width={420}>
      <div className={styles.more}>
        {may.checkIn && (
          <Button
            size="action"
            icon="qr"
            disabled={blocked !== null}
            title={blocked ?? undefined}
            onClick={() => open({ kind: 'checkIn' })}
          >
            {t('checkIn')}
          </Button>
        )}
        {may.staff && (
          <Button size="action" icon="users" onClick={() => open({ kind: 'staff' })}>
            {t('staff')}
          </Button>
        )}
        <Button size="action" icon="pin" onClick={() => open({ kind: 'elsewhere' })}>
          {t('elsewhere')}
        </Button>
      </div>
    </Sheet>
  );
}
