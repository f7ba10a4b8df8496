/** What stands in empty fields: the same in every language. */
export const examples = {
  url: "https://api.example.com/customers?phone={{contact.phone}}",
  body: '{"phone": "{{contact.phone}}"}',
  header: "x-api-key",
  path: "$.customer.balance",
};
