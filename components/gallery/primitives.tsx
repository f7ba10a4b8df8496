"use client";
import { Inbox, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge, Count } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CommandPalette } from "@/components/ui/command-palette";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { Progress } from "@/components/ui/progress";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { Switch } from "@/components/ui/switch";
import { Table, Td, Th } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";
import { Toaster, toast } from "@/components/ui/toast";
import { Tooltip } from "@/components/ui/tooltip";
import { Specimen } from "./gallery";
import { LONG_NAME } from "./rows";

export function Primitives() {
  return (
    <>
      <Toaster />
      <Buttons />
      <Floating />
      <Fields />
      <Signs />
      <Specimen name="banner, progress, skeleton">
        <div className="grid gap-3">
          <Banner>El número de prueba se reinicia todas las noches.</Banner>
          <Banner tone="amber" action={<Button size="sm">Ver</Button>}>
            Ventas bajó a calidad media.
          </Banner>
          <Banner tone="red">
            Soporte perdió el permiso para enviar. Nada sale por ese número hasta renovar el token.
          </Banner>
          <Progress
            label="Enviando"
            done={6210}
            total={10_000}
            detail="6.210 de 10.000 · 78 por segundo · faltan 49 s"
          />
          <Skeleton className="h-4 w-60" />
        </div>
      </Specimen>
      <Specimen name="empty-state">
        <div className="rounded-lg border border-line bg-surface">
          <EmptyState
            title="Nadie espera respuesta"
            text="Cuando un cliente escriba, la conversación aparece acá."
            action={<Button>Escribir desde el teléfono de prueba</Button>}
          />
        </div>
      </Specimen>
      <Figures />
    </>
  );
}

function Buttons() {
  return (
    <Specimen name="button">
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary">Enviar plantilla · USD 0,0618</Button>
        <Button>Cancelar</Button>
        <Button look="quiet">Más tarde</Button>
        <Button look="danger">
          <Trash2 size={14} aria-hidden />
          Borrar
        </Button>
        <Button look="link">Ver todo</Button>
        <Button look="primary" busy>
          Guardando…
        </Button>
        <Button look="primary" disabled>
          Enviar
        </Button>
        <Button size="sm">Reintentar</Button>
        <Button size="icon" aria-label="Agregar">
          <Plus size={15} aria-hidden />
        </Button>
        <Tooltip tip="Bandeja" keys="G I">
          <Button look="quiet" size="icon" aria-label="Bandeja">
            <Inbox size={15} aria-hidden />
          </Button>
        </Tooltip>
      </div>
    </Specimen>
  );
}

function Floating() {
  const [palette, setPalette] = useState(false);
  const item = (id: string, label: string, keys?: string) => ({
    id,
    label,
    onChoose: () => setPalette(false),
    icon: <Inbox size={15} aria-hidden />,
    ...(keys ? { keys } : {}),
  });
  return (
    <Specimen name="dialog, sheet, menu, popover, palette, toast">
      <div className="flex flex-wrap gap-2">
        <Dialog
          trigger={<Button>Dialog</Button>}
          title="Cerrar la conversación con Ana"
          description="Si vuelve a escribir se abre otra, con la misma historia."
          actions={
            <>
              <DialogClose asChild>
                <Button look="quiet">Cancelar</Button>
              </DialogClose>
              <Button look="primary">Cerrar conversación</Button>
            </>
          }
        >
          <Field label="Motivo" aside="opcional">
            {(control) => <Textarea {...control} />}
          </Field>
        </Dialog>
        <Sheet trigger={<Button>Sheet</Button>} title="Ana Bentancur">
          <p>+54 9 11 5555-0142</p>
        </Sheet>
        <Menu>
          <MenuTrigger asChild>
            <Button>Menu</Button>
          </MenuTrigger>
          <MenuContent>
            <MenuItem icon={<Inbox size={14} aria-hidden />} keys="E">
              Cerrar
            </MenuItem>
            <MenuItem>Transferir</MenuItem>
            <MenuSeparator />
            <MenuItem danger icon={<Trash2 size={14} aria-hidden />}>
              Quitar
            </MenuItem>
          </MenuContent>
        </Menu>
        <Popover label="Detalle" trigger={<Button>Popover</Button>}>
          Más sobre una cosa, a su lado.
        </Popover>
        <Button onClick={() => setPalette(true)}>⌘K</Button>
        <Button
          onClick={() => toast("Conversación cerrada", { action: { label: "Deshacer", onClick: () => {} } })}
        >
          Toast
        </Button>
      </div>
      <CommandPalette
        open={palette}
        onOpenChange={setPalette}
        groups={[
          { id: "people", heading: "Personas", items: [item("1", LONG_NAME), item("2", "Ana Bentancur")] },
          {
            id: "actions",
            heading: "Acciones",
            items: [item("3", "Cerrar conversación", "E"), item("4", "Ir a Costos", "G C")],
          },
        ]}
      />
    </Specimen>
  );
}

function Fields() {
  const [zone, setZone] = useState<"ba" | "sp" | undefined>("ba");
  return (
    <Specimen name="field">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Nombre del número" hint="Lo ve tu equipo, no el cliente.">
          {(control) => <Input {...control} defaultValue="Ventas" />}
        </Field>
        <Field label="Mail" error="Escribí un mail válido." aside="opcional">
          {(control) => <Input {...control} defaultValue="ana@" />}
        </Field>
        <Field label="Zona horaria">
          {(control) => (
            <Select
              {...control}
              value={zone}
              onChange={setZone}
              options={[
                { value: "ba", label: "Buenos Aires" },
                { value: "sp", label: "São Paulo", hint: "una hora más" },
              ]}
            />
          )}
        </Field>
        <Field label="Mensaje de espera">
          {(control) => <Textarea {...control} defaultValue="Te respondemos enseguida." />}
        </Field>
        <div className="flex items-center gap-4">
          <Checkbox aria-label="a" defaultChecked />
          <Checkbox aria-label="b" />
          <Checkbox aria-label="c" checked="indeterminate" />
          <Switch aria-label="d" defaultChecked />
          <Switch aria-label="e" />
          <Switch aria-label="f" disabled />
        </div>
        <Input aria-label="Bloqueado" disabled defaultValue="Bloqueado" />
      </div>
    </Specimen>
  );
}

function Signs() {
  return (
    <Specimen name="badge, avatar, kbd, spinner">
      <div className="flex flex-wrap items-center gap-2">
        <Badge>Borrador</Badge>
        <Badge tone="calm">Conectado</Badge>
        <Badge tone="amber">Calidad media</Badge>
        <Badge tone="red">Sin permiso</Badge>
        <Badge tone="info">En revisión</Badge>
        <Badge tone="note">Nota</Badge>
        <Count value={7} />
        <Count value={1204} strong />
        <Kbd keys="⌘ K" />
        <Spinner />
        {([20, 24, 32, 40] as const).map((size) => (
          <Avatar key={size} name={LONG_NAME} size={size} />
        ))}
        <Avatar name="+54 9 11" />
        <Avatar name="أحمد الفارسي" />
        <Avatar name="Clínica Norte" square />
      </div>
    </Specimen>
  );
}

function Figures() {
  const [tab, setTab] = useState<"a" | "b">("a");
  return (
    <Specimen name="tabs, table">
      <Tabs
        value={tab}
        onChange={setTab}
        label="Costos"
        tabs={[
          { value: "a", label: "Por tipo", count: 3, content: <Figure /> },
          { value: "b", label: "Por número", content: null },
        ]}
      />
    </Specimen>
  );
}

function Figure() {
  return (
    <Table className="mt-2">
      <thead>
        <tr>
          <Th>Tipo</Th>
          <Th numeric>Mensajes</Th>
          <Th numeric>Costo</Th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <Td>Plantillas (HSM)</Td>
          <Td numeric>1.204</Td>
          <Td numeric>USD 74,4072</Td>
        </tr>
        <tr>
          <Td>Respuestas (MT)</Td>
          <Td numeric>811</Td>
          <Td numeric>gratis</Td>
        </tr>
      </tbody>
    </Table>
  );
}
