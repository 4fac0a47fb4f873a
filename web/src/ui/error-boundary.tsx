import { Component, type ErrorInfo, type ReactNode } from 'react';
import { ErrorPanel } from './error-panel.tsx';

interface ErrorBoundaryProps {
  /** Fills the whole page instead of a panel. */
  readonly page?: boolean;
  readonly onError?: (error: unknown, info: ErrorInfo) => void;
  readonly children: ReactNode;
}
interface Caught {
  readonly error: unknown;
  readonly at: number;
}

/** Keeps a failure in its own panel; the rest of the page lives on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly caught: Caught | null }> {
  override state: { readonly caught: Caught | null } = { caught: null };

  static getDerivedStateFromError(error: unknown): { caught: Caught } {
    return { caught: { error, at: Date.now() } };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    this.props.onError?.(error, info);
  }

  override render(): ReactNode {
    const { caught } = this.state;
    if (!caught) return this.props.children;
    return (
      <ErrorPanel
        error={caught.error}
        since={caught.at}
        page={this.props.page ?? false}
        onRetry={() => this.setState({ caught: null })}
      />
    );
  }
}
