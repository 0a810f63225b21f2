/** First run: two doors, every problem in words, nothing typed lost, sign-in with and without the network. */
import { deskOf, expect, test } from './desk.ts';

test('what goes wrong while connecting is said, and nothing typed is lost', async ({ station }) => {
  await station.startBare();
  const page = await station.open();
  const server = page.getByLabel('Server address');
  const hash = page.getByLabel('Event hash');
  const connect = page.getByRole('button', { name: 'Connect', exact: true });
  const alert = page.getByRole('alert');

  await server.fill('not an address at all');
  await hash.fill('AAAAABBBBBCCCCCDDDDDEEEEE');
  await connect.click();
  await expect(alert).toContainText(/address/i);
  await expect(hash).toHaveValue('AAAAABBBBBCCCCCDDDDDEEEEE');

  await server.fill('http://127.0.0.1:9');
  await connect.click();
  await expect(alert).toContainText(/does not answer/i);
  await expect(server).toHaveValue('http://127.0.0.1:9');

  await server.fill(station.proxy.url);
  await connect.click();
  await expect(alert).toContainText(/hash/i);

  station.proxy.script = () => ({
    kind: 'answer',
    status: 200,
    type: 'text/html',
    body: '<html><body>Войдите в сеть</body></html>',
  });
  await connect.click();
  await expect(alert).toContainText(/network|page/i);

  station.proxy.script = () => ({ kind: 'answer', status: 404, type: 'text/plain', body: 'nothing here' });
  await connect.click();
  await expect(alert).toContainText(/RUVENTS/);

  station.proxy.script = null;
  await hash.fill(`SYS:ACCOUNT:${station.practice.hash}`);
  await connect.click();
  await expect(page.getByLabel('Login')).toBeVisible();
});

test('an operator signs in, also without the network after the first time', async ({ station }) => {
  await station.startBare();
  const page = await station.open();
  await page.getByLabel('Server address').fill(station.proxy.url);
  await page.getByLabel('Event hash').fill(station.practice.hash);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const operator = station.operator('Operator');

  async function signIn(password: string): Promise<void> {
    await page.getByLabel('Login').fill(operator.Login);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }
  await signIn('00000');
  await expect(page.getByRole('alert')).toContainText(/password/i);
  await signIn(operator.Password);
  await expect(deskOf(page).connection).toContainText('online');
  await expect(deskOf(page).search).toBeFocused();

  await station.desk?.kill('SIGKILL');
  station.proxy.pullPlug();
  await station.startBare();
  await page.goto(station.desk!.url);
  await signIn(operator.Password);
  await expect(deskOf(page).connection).toContainText('offline');
  await expect(deskOf(page).search).toBeFocused();
});

test('a sign-in by options that is refused says why, and keeps the login', async ({ station }) => {
  const { Login, Password } = station.operator('Operator');
  const event = ['--server', station.proxy.url, '--hash', station.practice.hash];
  await station.startBare([...event, '--operator', Login, '--password', '00000']);
  const page = await station.open();
  await expect(page.getByRole('alert')).toContainText(/password is not right/i);
  await expect(page.getByLabel('Login')).toHaveValue(Login);
  await page.getByLabel('Password').fill('11111');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/password is not right/i);
  await expect(page.getByLabel('Login')).toHaveValue(Login);
  await page.getByLabel('Password').fill(Password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(deskOf(page).search).toBeFocused();

  await station.desk?.kill('SIGKILL');
  await station.startBare([...event, '--operator', 'nobody', '--password', '00000']);
  await page.goto(station.desk!.url);
  await expect(page.getByRole('alert')).toContainText(/no such operator/i);
  await expect(page.getByLabel('Login')).toHaveValue('nobody');
});

test('the practice event opens with one click and cannot be mistaken for a real one', async ({ station }) => {
  await station.startBare();
  const page = await station.open();
  await page.getByRole('button', { name: /practice event/i }).click();
  await page.getByRole('button', { name: /op1/ }).first().click();
  await expect(deskOf(page).search).toBeVisible();
  await expect(page.getByText(/PRACTICE EVENT/)).toBeVisible();
});

test('only what may pass is tried again by itself, and only then is that said', async ({ station }) => {
  await station.startBare(['--server', station.proxy.url, '--hash', 'wrong']);
  const page = await station.open();
  const note = page.locator('[data-problem]');
  await expect(note).toHaveAttribute('data-problem', 'wrongHash');
  await expect(note).toContainText('Not tried again by itself');
  await expect(note).not.toContainText('Trying again');
});
