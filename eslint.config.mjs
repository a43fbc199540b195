import graphql from "@graphql-eslint/eslint-plugin"
import tseslint from "typescript-eslint"

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", ".data/**", "explorer/**", "**/*.cjs", "**/*.mjs"] },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-extraneous-class": ["error", { allowWithDecorator: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "The clock has one home: platform/clock.",
        },
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: "The clock has one home: platform/clock.",
        },
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: "The environment has one home: platform/config.",
        },
        {
          selector: "MemberExpression[object.name='console']",
          message: "Nothing is printed but through platform/log.",
        },
      ],
    },
  },
  {
    files: [
      "test/**",
      "bench/**",
      "tools/**",
      "src/platform/clock.ts",
      "src/platform/config.ts",
      "src/command-line.ts",
    ],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    // Answers are what the documents of a spec asked for; their shape is checked by its expectations.
    files: ["test/**"],
    rules: {
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    files: ["graphql/schema.graphql"],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: "./graphql/schema.graphql" } },
    },
    plugins: { "@graphql-eslint": graphql },
    rules: {
      "@graphql-eslint/require-description": [
        "error",
        {
          types: true,
          FieldDefinition: true,
          EnumValueDefinition: true,
          InputValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
      "@graphql-eslint/no-typename-prefix": "off",
    },
  },
  {
    // A client that keeps records by their ids finds what it knows in every answer.
    files: ["graphql/operations/*.graphql"],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: {
        graphQLConfig: { schema: "./graphql/schema.graphql", documents: "./graphql/operations/*.graphql" },
      },
    },
    plugins: { "@graphql-eslint": graphql },
    rules: { "@graphql-eslint/require-selections": "error" },
  },
)
