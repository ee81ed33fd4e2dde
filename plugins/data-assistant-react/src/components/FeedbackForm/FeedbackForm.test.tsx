import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
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
    await userEvent.type(screen.getByRole('textbox'), ' Too low ');
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
    expect(screen.getByRole('textbox')).toHaveValue('Too low');
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
