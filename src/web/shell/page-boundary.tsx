/** What is left of a page that fails. */
import { Component, type ReactNode } from 'react';

/** Shows that a page failed, and loads it again; the bar above it stays. `place` is the address: another page is tried anew. */
export class PageBoundary extends Component<
  { readonly place: string; readonly children: ReactNode },
  { readonly failedAt: string | undefined }
> {
  override state: { readonly failedAt: string | undefined } = { failedAt: undefined };

  override componentDidCatch(): void {
    this.setState({ failedAt: this.props.place });
  }

  static getDerivedStateFromError(): { readonly failedAt: string } {
    return { failedAt: '' };
  }

  override componentDidUpdate(): void {
    const { failedAt } = this.state;
    if (failedAt !== undefined && failedAt !== '' && failedAt !== this.props.place)
      this.setState({ failedAt: undefined });
  }

  override render(): ReactNode {
    if (this.state.failedAt === undefined) return this.props.children;
    return (
      <div className="page">
        <h1>This page has failed</h1>
        <p>Nothing that you sent is lost.</p>
        <p>
          <button type="button" className="button-primary" onClick={() => window.location.reload()}>
            Load it again
          </button>
        </p>
      </div>
    );
  }
}
