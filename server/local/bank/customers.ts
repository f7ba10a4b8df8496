/** What a customer has with the bank; amounts with two decimals, dates as its old core writes them. */
export interface Product {
  id: string;
  product: string;
  openedAt: string | null;
  debt: number;
  daysOverdue: number;
  amount: number;
  policy: string;
  currency: string;
  validFrom: string | null;
  validTo: string | null;
}

export interface Customer {
  taxId: string;
  name: string;
  /** Digits with the country's prefix. */
  phone: string;
  email: string;
  address: string;
  cluster: string;
  agreementId: string;
  accountBalance: number;
  yearlyConsumption: number;
  points: number;
  products: Product[];
}

const product = (
  id: string,
  name: string,
  [openedAt, validFrom, validTo]: (string | null)[],
  [debt, daysOverdue, amount]: [number, number, number],
  policy: string,
  currency = "USD",
): Product => ({
  id,
  product: name,
  openedAt: openedAt ?? null,
  debt,
  daysOverdue,
  amount,
  policy,
  currency,
  validFrom: validFrom ?? null,
  validTo: validTo ?? null,
});

const cynthia: Customer = {
  taxId: "12453412",
  name: "CYNTHIA BERA",
  phone: "5491155017310",
  email: "plestonengage@gmail.com",
  address: "TUCUMAN 540",
  cluster: "CLCIC",
  agreementId: "Agr1",
  accountBalance: 15500,
  yearlyConsumption: 1514,
  points: 1440,
  products: [
    product("1001", "Familia", [], [0, 0, 0], "8430302638"),
    product(
      "1002",
      "Credito Corp",
      ["7/6/2005 00:00:00", "1/5/2008 00:00:00", "31/5/2012 00:00:00"],
      [64000, 32, 230000],
      "1289323",
    ),
    product("1003", "Terceros Completo", [], [0, 0, 0], "8430302638"),
    product("1004", "PF Dolares", ["7/1/2002 00:00:00"], [0, 0, 12300000], "3265326"),
  ],
};

type Short = [name: string, taxId: string, phone: string, debt: number, days: number];

/** Customers of the demo, with a card and a loan each. */
const others: Short[] = [
  ["MARTA QUIROGA", "27146528834", "5491152631177", 0, 0],
  ["RAUL FERREYRA", "20224417659", "5491144089021", 184200.5, 64],
  ["INES ZAPATA", "27301198452", "5492234557810", 38420, 12],
  ["OSCAR VILLALBA", "20178834519", "5493815342290", 0, 0],
  ["NELIDA ARCE", "27118745203", "5491160217345", 9150.75, 3],
  ["BEATRIZ SOUZA", "39053344705", "5511987654321", 0, 0],
  ["XIMENA RUIZ", "RUIX850712QX3", "525541239087", 2150, 21],
];

const cityClusters = ["CLCIC", "CLPYM", "CLMAS"];

/** Everybody whom the bank knows, anew at each call: what one server changes is its own. */
export function customers(): Customer[] {
  return [structuredClone(cynthia), ...others.map(customer)];
}

function customer([name, taxId, phone, debt, days]: Short, place: number): Customer {
  return {
    taxId,
    name,
    phone,
    email: `${name.toLowerCase().replace(" ", ".")}@example.com`,
    address: `SAN MARTIN ${100 + 37 * place}`,
    cluster: cityClusters[place % cityClusters.length] ?? "",
    agreementId: `Agr${place + 2}`,
    accountBalance: 1200 + 3175 * place,
    yearlyConsumption: 900.5 + 210 * place,
    points: 150 * place,
    products: [
      product(
        `${2000 + place}`,
        "Tarjeta Clasica",
        ["3/3/2019 00:00:00"],
        [0, 0, 250000],
        `55${taxId.slice(-6)}`,
        "ARS",
      ),
      product(
        `${3000 + place}`,
        "Prestamo Personal",
        ["12/8/2024 00:00:00", "12/8/2024 00:00:00", "12/8/2028 00:00:00"],
        [debt, days, 900000],
        `77${taxId.slice(-6)}`,
        "ARS",
      ),
    ],
  };
}

/** Customers beyond those of the demo, each with a loan in arrears: the first is `30000000`, the loan's id is `L` and the customer's. */
export function debtors(count: number): Customer[] {
  return Array.from({ length: count }, (_, n) => {
    const taxId = String(30_000_000 + n);
    return {
      taxId,
      name: `${given[n % given.length]} ${family[Math.floor(n / given.length) % family.length]}`,
      phone: `549117${String(n).padStart(7, "0")}`,
      email: `socio.${taxId}@example.com`,
      address: `BELGRANO ${100 + n}`,
      cluster: cityClusters[n % cityClusters.length] ?? "",
      agreementId: `Agr${taxId}`,
      accountBalance: 100 + n,
      yearlyConsumption: 900,
      points: n % 500,
      products: [
        product(
          `L${taxId}`,
          "Prestamo Personal",
          ["12/8/2024 00:00:00", "12/8/2024 00:00:00", "12/8/2028 00:00:00"],
          [1_000 + 10 * n, 5 + (n % 60), 900_000],
          taxId,
          "ARS",
        ),
      ],
    };
  });
}

const given = ["ANA", "LUIS", "MARIA", "JORGE", "SILVIA", "PEDRO", "NORA", "DIEGO", "ELSA", "HUGO"];
const family = ["GOMEZ", "PEREZ", "DIAZ", "SOSA", "RIOS", "LUNA", "VEGA", "PAZ", "MOLINA", "ROJAS", "CASTRO"];
