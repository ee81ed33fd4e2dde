import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FeedbackForm } from './FeedbackForm';

describe('FeedbackForm', () => {
  it('sends the thumb at once and the comment after it', async () => {
    const onSubmit = jest.fn(async () => undefined);
    renderInTestApp(<FeedbackForm onSubmit={onSubmit} />);
    const down = await screen.findByRole('button', {
      name: 'The answer is wrong',
    });
    expect(down).toHaveAttribute('aria-pressed', 'false');
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();

    await userEvent.click(down);
    await waitFor(() => expect(down).toHaveAttribute('aria-pressed', 'true'));
    await userEvent.type(await screen.findByRole('textbox'), ' Too low ');
    await userEvent.click(screen.getByRole('button', { name: 'Send comment' }));

    expect(
      await screen.findByText(
        'Thank you. The owners of this data will see it.',
      ),
    ).toBeInTheDocument();
    expect(onSubmit.mock.calls).toEqual([
      [{ rating: 'down' }],
      [{ rating: 'down', text: 'Too low' }],
    ]);
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    expect(screen.getByText('Too low')).toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('button', { name: 'Change comment' }),
    );
    expect(screen.getByRole('textbox')).toHaveValue('Too low');
    expect(screen.getByRole('button', { name: 'Send comment' })).toBeDisabled();
    await userEvent.type(screen.getByRole('textbox'), ' by half{Tab}{Enter}');
    expect(await screen.findByText('Too low by half')).toBeInTheDocument();
    expect(onSubmit).toHaveBeenLastCalledWith({
      rating: 'down',
      text: 'Too low by half',
    });
  });

  it('never loses the focus of the keyboard', async () => {
    let settle = { resolve: () => {}, reject: (_: Error) => {} };
    const onSubmit = jest.fn(
      () =>
        new Promise<void>((resolve, reject) => {
          settle = { resolve, reject };
        }),
    );
    renderInTestApp(<FeedbackForm onSubmit={onSubmit} />);
    const up = await screen.findByRole('button', {
      name: 'The answer is right',
    });
    act(() => up.focus());
    await userEvent.keyboard('{Enter}{Enter}');
    expect(onSubmit).toHaveBeenCalledTimes(1);
    expect(up).toHaveFocus();
    await act(async () => settle.reject(new Error('no')));
    expect(up).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await act(async () => settle.resolve());
    expect(screen.getByRole('textbox')).toHaveFocus();

    await userEvent.keyboard('Fine{Tab}{Enter}');
    const send = screen.getByRole('button', { name: /^Send comment/ });
    expect(send).toHaveFocus();
    await act(async () => settle.reject(new Error('no')));
    expect(send).toHaveFocus();
    expect(screen.getByRole('textbox')).toHaveValue('Fine');
    await userEvent.keyboard('{Enter}');
    await act(async () => settle.resolve());
    expect(
      screen.getByRole('button', { name: 'Change comment' }),
    ).toHaveFocus();
  });

  it('counts near the longest comment, and sends none beyond it', async () => {
    const onSubmit = jest.fn(async () => undefined);
    renderInTestApp(
      <FeedbackForm feedback={{ rating: 'down' }} onSubmit={onSubmit} />,
    );
    const box = await screen.findByRole('textbox');
    fireEvent.change(box, { target: { value: 'x'.repeat(1_799) } });
    expect(screen.queryByText(/of 2,000/)).not.toBeInTheDocument();
    fireEvent.change(box, { target: { value: 'x'.repeat(2_001) } });
    expect(screen.getByText('2,001 of 2,000 characters')).toBeInTheDocument();
    expect(
      screen.getByText('The comment is too long to be sent.'),
    ).toBeInTheDocument();
    expect(box).toBeInvalid();
    expect(screen.getByRole('button', { name: 'Send comment' })).toBeDisabled();
    fireEvent.change(box, { target: { value: 'x'.repeat(2_000) } });
    expect(screen.getByRole('button', { name: 'Send comment' })).toBeEnabled();
  });

  it('takes the thumb back and says so when it could not be sent', async () => {
    renderInTestApp(
      <FeedbackForm
        feedback={{ rating: 'down', text: 'Too low' }}
        onSubmit={() => Promise.reject(new Error('no'))}
      />,
    );
    const up = await screen.findByRole('button', {
      name: 'The answer is right',
    });
    expect(screen.getByText('Too low')).toBeInTheDocument();
    await userEvent.click(up);
    expect(
      await screen.findByText('Your feedback could not be sent. Try again.'),
    ).toBeInTheDocument();
    expect(up).toHaveAttribute('aria-pressed', 'false');
    expect(
      screen.getByRole('button', { name: 'The answer is wrong' }),
    ).toHaveAttribute('aria-pressed', 'true');
  });
});
