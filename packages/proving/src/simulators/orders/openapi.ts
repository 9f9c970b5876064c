const problem = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
});

const answers = (schema: string, description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
});

const path = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });

const ERRORS = { '401': problem('No or a wrong key.'), '500': problem('Something broke.') };

const LINE = {
  type: 'object',
  required: ['sku', 'quantity'],
  properties: { sku: { type: 'string' }, quantity: { type: 'integer', minimum: 1, maximum: 1000 } },
};

const SCHEMAS = {
  Error: { type: 'object', required: ['error'], properties: { error: { type: 'string' } } },
  Customer: {
    type: 'object',
    required: ['id', 'name', 'email'],
    properties: { id: { type: 'string' }, name: { type: 'string' }, email: { type: 'string', format: 'email' } },
  },
  NewOrder: {
    type: 'object',
    required: ['customer_id', 'lines'],
    properties: { customer_id: { type: 'string' }, lines: { type: 'array', minItems: 1, items: LINE } },
  },
  Order: {
    type: 'object',
    required: ['id', 'customer_id', 'status', 'lines'],
    properties: {
      id: { type: 'string' },
      customer_id: { type: 'string' },
      status: { type: 'string', enum: ['placed', 'shipped', 'cancelled'] },
      lines: { type: 'array', items: LINE },
    },
  },
  Orders: { type: 'array', items: { $ref: '#/components/schemas/Order' } },
};

const PATHS = {
  '/customers/{customer_id}': {
    get: {
      operationId: 'getCustomer',
      summary: 'One customer.',
      parameters: [path('customer_id')],
      responses: { '200': answers('Customer', 'The customer.'), '404': problem('There is none.'), ...ERRORS },
    },
  },
  '/orders': {
    get: {
      operationId: 'listOrders',
      summary: 'Orders, of one customer when asked so.',
      parameters: [{ name: 'customer_id', in: 'query', schema: { type: 'string' } }],
      responses: { '200': answers('Orders', 'The orders.'), ...ERRORS },
    },
    post: {
      operationId: 'placeOrder',
      summary: 'Places an order. The same Idempotency-Key places it once.',
      parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/NewOrder' } } },
      },
      responses: {
        '201': answers('Order', 'The order.'),
        '422': problem('The order cannot be, or the key had another body.'),
        ...ERRORS,
      },
    },
  },
  '/orders/{order_id}': {
    get: {
      operationId: 'getOrder',
      summary: 'One order.',
      parameters: [path('order_id')],
      responses: { '200': answers('Order', 'The order.'), '404': problem('There is none.'), ...ERRORS },
    },
  },
  '/orders/{order_id}/cancel': {
    post: {
      operationId: 'cancelOrder',
      summary: 'Cancels an order that has not been shipped.',
      parameters: [path('order_id')],
      responses: {
        '200': answers('Order', 'The order, cancelled.'),
        '404': problem('There is none.'),
        '409': problem('It is shipped or cancelled already.'),
        ...ERRORS,
      },
    },
  },
};

/** The document by which an assistant learns what the API can do. */
export const ordersDocument = (url: string): unknown => ({
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1.0.0', description: 'Customers and orders of a shop.' },
  servers: [{ url }],
  security: [{ key: [] }],
  components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } }, schemas: SCHEMAS },
  paths: PATHS,
});
