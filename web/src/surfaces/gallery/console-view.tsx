import { Input, Select, Tree } from 'antd';
import { useState } from 'react';
import { AntdRoot } from '../../ui/antd/antd-root.tsx';
import { DetailDrawer } from '../../ui/antd/detail-drawer.tsx';
import { QueryTable } from '../../ui/antd/query-table.tsx';
import { Button } from '../../ui/button.tsx';
import { ConnectionPill } from '../../ui/connection-pill.tsx';
import { SurfaceHead } from '../../ui/surface-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './gallery.module.css';

interface Row {
  readonly name: string;
  readonly waiting: number | null;
  readonly wait: number | null;
  readonly state: 'danger' | 'warn' | 'ok' | 'idle';
}
const rows: readonly Row[] = [
  { name: '新街口支行', waiting: 39, wait: 28, state: 'danger' },
  { name: '河西支行', waiting: 21, wait: 14, state: 'warn' },
  { name: '城东支行', waiting: 14, wait: 11, state: 'ok' },
  { name: '六合支行', waiting: null, wait: null, state: 'idle' },
];
const words = { danger: '拥堵', warn: '接近上限', ok: '正常', idle: '离线' } as const;

export function ConsoleView() {
  const [open, setOpen] = useState<string | null>('城东支行');
  return (
    <AntdRoot density="console">
      <div className={styles.console}>
        <SurfaceHead
          title="慧厅"
          extra={<ConnectionPill state="connected" lastAt={null} />}
          clockSize={18}
          day
        />
        <div className={styles.consoleBody}>
          <main>
            <QueryTable<Row>
              rows={rows}
              rowKey={(row) => row.name}
              selectedKey={open}
              onOpen={(row) => setOpen(row.name)}
              rowState={(row) => (row.state === 'idle' ? 'idle' : undefined)}
              filters={
                <>
                  <Input placeholder="名称、机构号、地址" style={{ width: 200 }} />
                  <Select
                    defaultValue="all"
                    options={[{ value: 'all', label: '业态：全部' }]}
                    style={{ width: 160 }}
                  />
                  <Button kind="primary">查询</Button>
                </>
              }
              toolbar={
                <>
                  <b>4 家</b>
                  <span>实时</span>
                </>
              }
              pagination={{ page: 1, pageSize: 20, total: 4, onPage: () => {} }}
              columns={[
                { key: 'branch', title: '网点', dataIndex: 'name' },
                {
                  key: 'waiting',
                  title: '等候',
                  align: 'right',
                  render: (_, row) => <span className="num">{row.waiting ?? '—'}</span>,
                },
                {
                  key: 'wait',
                  title: '平均等候',
                  align: 'right',
                  sorter: true,
                  render: (_, row) => <span className="num">{row.wait ?? '—'}</span>,
                },
                {
                  key: 'flow',
                  title: '客流',
                  render: (_, row) => (
                    <Tag
                      kind={row.state}
                      bordered
                      {...(row.state === 'idle' ? { icon: 'unlink' as const } : {})}
                    >
                      {words[row.state]}
                    </Tag>
                  ),
                },
              ]}
            />
            <Tree
              defaultExpandAll
              treeData={[{ key: 'a', title: '江海银行', children: [{ key: 'b', title: '南京分行' }] }]}
            />
          </main>
          <DetailDrawer
            open={open !== null}
            onClose={() => setOpen(null)}
            title={open ?? ''}
            subtitle="320113 · 南京分行"
            foot={<Button kind="primary">打开完整页</Button>}
          >
            概况
          </DetailDrawer>
        </div>
      </div>
    </AntdRoot>
  );
}
