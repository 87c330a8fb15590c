/** Joins a server, by HTTP as a page would. @returns the token */
export async function joinAs(url) {
  const input = { username: 'ann', email: 'ann@example.com', password: 'long enough' };
  const query = 'mutation ($input: JoinInput!) { join(input: $input) { session { token } } }';
  return (await send(url, query, { input })).join.session.token;
}

/** Comments on a page. */
export function comment(url, token, { postUrl, body }) {
  const query =
    'mutation ($input: AddCommentInput!) { addComment(input: $input) { comment { id } userErrors { message } } }';
  return send(url, query, { input: { postUrl, body } }, token);
}

async function send(url, query, variables, token) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
