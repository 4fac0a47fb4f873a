import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClock } from '../lib/clock.ts';
import { setLocale } from '../lib/i18n.ts';
import { ApiProblem, NetworkProblem } from '../lib/problem.ts';
import { Button } from './button.tsx';
import { ClockFace } from './clock-face.tsx';
import { ConnectionPill } from './connection-pill.tsx';
import { useCountdown } from './countdown-ring.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { ErrorPanel } from './error-panel.tsx';
import { Keypad } from './keypad.tsx';
import { limitState } from './limit-bar.tsx';
import { Segmented } from './segmented.tsx';
import { ToastProvider, useToast } from './toast.tsx';

const at1042 = Date.UTC(2026, 10, 20, 2, 42);
afterEach(async () => {
  vi.useRealTimers();
  await setLocale('zh-CN');
});

describe('limitState', () => {
  it('turns amber at 70 % and vermilion at the limit', () => {
    expect([13.9, 14, 19.9, 20, 26].map((minutes) => limitState(minutes, 20))).toEqual([
      'calm',
      'near',
      'near',
      'over',
      'over',
    ]);
    expect(limitState(5, 0)).toBe('calm');
    expect(limitState(null, 20)).toBe('calm');
  });
});

describe('ClockFace', () => {
  const clockAt = (mode: 'real' | 'simulated', rate: number) => {
    const clock = createClock(() => 1_000);
    clock.set({ mode, rate, anchorWall: 1_000, anchorBusiness: at1042 }, 1_000);
    return clock;
  };
  it('says nothing of a real clock and everything of a simulated one', () => {
    const { rerender } = render(<ClockFace clock={clockAt('real', 1)} />);
    expect(screen.getByText('10:42')).toBeDefined();
    expect(screen.queryByText(/模拟时钟/)).toBeNull();
    rerender(<ClockFace clock={clockAt('simulated', 10)} />);
    expect(screen.getByText('模拟时钟 10×')).toBeDefined();
    rerender(<ClockFace clock={clockAt('simulated', 0)} />);
    expect(screen.getByText('模拟时钟已暂停')).toBeDefined();
  });
});

describe('the business clock', () => {
  it('runs at its rate and undoes the skew of this machine', () => {
    let wall = 50_000;
    const clock = createClock(() => wall);
    // the server's wall clock is 5 s ahead of ours
    clock.set({ mode: 'simulated', rate: 10, anchorWall: 54_000, anchorBusiness: at1042 }, 55_000);
    expect(clock.now()).toBe(at1042 + 10_000);
    wall += 2_000;
    expect(clock.now()).toBe(at1042 + 30_000);
  });
});

describe('ConnectionPill', () => {
  it('tells how old the screen is', () => {
    const { rerender } = render(<ConnectionPill state="connected" lastAt={at1042} />);
    expect(screen.getByRole('status').textContent).toBe('已连接 · 刚刚更新');
    rerender(<ConnectionPill state="stale" lastAt={at1042} />);
    expect(screen.getByRole('status').textContent).toBe('数据停留于 10:42');
    rerender(<ConnectionPill state="offline" lastAt={null} />);
    expect(screen.getByRole('status').textContent).toBe('离线');
  });
});

describe('ErrorPanel', () => {
  it('names the failure, copies the trace id and retries', async () => {
    const copied: string[] = [];
    vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void copied.push(text) } });
    const retry = vi.fn();
    const error = new ApiProblem({
      type: '',
      status: 500,
      code: 'platform.internal',
      title: '系统出现问题',
      traceId: '019a9f5c-7b1e-7e4a',
    });
    render(
      <ErrorPanel error={error} title="队列没有加载出来" since={Date.now() - 180_000} onRetry={retry} />,
    );
    expect(screen.getByRole('alert').textContent).toMatch(/系统出现问题 · 3\s分前发生/);
    fireEvent.click(screen.getByText(/跟踪号/));
    await screen.findByText('已复制');
    expect(copied).toEqual(['019a9f5c-7b1e-7e4a']);
    fireEvent.click(screen.getByText('重试'));
    expect(retry).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });
  it('tells a lost network from a fault, in the language of the page', async () => {
    render(<ErrorPanel error={new NetworkProblem('x')} />);
    expect(screen.getByRole('alert').textContent).toContain('连不上服务器');
    await act(() => setLocale('en'));
    expect(screen.getByRole('alert').textContent).toContain('The server cannot be reached');
  });
});

describe('ErrorBoundary', () => {
  it('keeps a failure in its panel and shows the content again on retry', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    let broken = true;
    const Lane = () => {
      if (broken) throw new Error('lane');
      return <p>A027</p>;
    };
    render(
      <ErrorBoundary>
        <Lane />
      </ErrorBoundary>,
    );
    expect(screen.getByRole('alert')).toBeDefined();
    broken = false;
    fireEvent.click(screen.getByText('重试'));
    expect(screen.getByText('A027')).toBeDefined();
  });
});

describe('Button', () => {
  it('refuses a second press while the command is on its way', () => {
    const press = vi.fn();
    const { rerender } = render(<Button onClick={press}>叫号</Button>);
    fireEvent.click(screen.getByRole('button'));
    rerender(
      <Button onClick={press} busy>
        叫号
      </Button>,
    );
    fireEvent.click(screen.getByRole('button'));
    expect(press).toHaveBeenCalledOnce();
  });
});

describe('Segmented', () => {
  it('moves with the arrow keys and passes over what is disabled', () => {
    const change = vi.fn();
    render(
      <Segmented
        label="状态"
        value="open"
        onChange={change}
        options={[
          { value: 'open', label: '办理中' },
          { value: 'paused', label: '暂停', disabled: true },
          { value: 'away', label: '下线' },
        ]}
      />,
    );
    fireEvent.keyDown(screen.getByRole('radiogroup'), { key: 'ArrowRight' });
    expect(change).toHaveBeenCalledWith('away');
  });
});

describe('Keypad', () => {
  it('stops at the length and takes back', () => {
    const change = vi.fn();
    render(<Keypad label="手机号后 4 位" value="1234" maxLength={4} onChange={change} />);
    fireEvent.click(screen.getByText('5'));
    expect(change).not.toHaveBeenCalled();
    fireEvent.click(screen.getByLabelText('退格'));
    expect(change).toHaveBeenCalledWith('123');
  });
});

describe('useCountdown', () => {
  function Ring({ done, round }: { done: () => void; round: number }) {
    return <p>{useCountdown(3, done, round)}</p>;
  }
  it('ends once, and begins anew when asked', () => {
    vi.useFakeTimers();
    const done = vi.fn();
    const { rerender } = render(<Ring done={done} round={1} />);
    act(() => void vi.advanceTimersByTime(1_000));
    expect(screen.getByText('2')).toBeDefined();
    rerender(<Ring done={done} round={2} />);
    expect(screen.getByText('3')).toBeDefined();
    act(() => void vi.advanceTimersByTime(10_000));
    expect(done).toHaveBeenCalledOnce();
  });
});

describe('toast', () => {
  it('offers undo for five seconds', () => {
    vi.useFakeTimers();
    const undo = vi.fn();
    const Skip = () => {
      const toast = useToast();
      return <button onClick={() => toast({ words: '已过号 A023', onUndo: undo })}>过号</button>;
    };
    render(
      <ToastProvider>
        <Skip />
      </ToastProvider>,
    );
    fireEvent.click(screen.getByText('过号'));
    act(() => void vi.advanceTimersByTime(4_900));
    fireEvent.click(screen.getByText('撤销'));
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.queryByText('已过号 A023')).toBeNull();
    fireEvent.click(screen.getByText('过号'));
    act(() => void vi.advanceTimersByTime(5_100));
    expect(screen.queryByText('已过号 A023')).toBeNull();
  });
});
